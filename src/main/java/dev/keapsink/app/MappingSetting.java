package dev.keapsink.app;

import dev.keapsink.aws.ParameterUnreadable;
import dev.keapsink.contact.ContactMapping;
import dev.keapsink.contact.ContactMappingReader;
import dev.keapsink.mapping.MappingError;
import dev.keapsink.text.Blanks;
import dev.keapsink.value.Conventions;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What {@code KEAP_SINK_MAPPING} comes to: a document, or where one is. */
final class MappingSetting {

    private static final String DOCUMENT = "The document of KEAP_SINK_MAPPING";

    private static final String ALLOWED = "a mapping";

    private static final String PARAMETER = "ssm:";

    private MappingSetting() {}

    /**
     * The mapping; what is wrong with it becomes a problem that names the entry, which is no secret.
     *
     * @param conventions how its constants, and the records, are read
     */
    static ContactMapping read(SettingReader reader, UnaryOperator<String> parameters, Conventions conventions) {
        return reader.find(SinkConfig.MAPPING)
                .flatMap(text -> read(text, reader, parameters, conventions))
                .orElseGet(() -> ContactMapping.AUTOMATIC.reading(conventions));
    }

    private static Optional<ContactMapping> read(
            String text, SettingReader reader, UnaryOperator<String> parameters, Conventions conventions) {
        try {
            String document = text.startsWith(PARAMETER)
                    ? parameters.apply(Blanks.strip(text.substring(PARAMETER.length())))
                    : text;
            // What is wrong in a document is named by its entry, which in a credential's document may be a secret.
            return reader.isSecret(DOCUMENT, document, ALLOWED)
                    ? Optional.empty()
                    : Optional.of(ContactMappingReader.read(document, conventions));
        } catch (MappingError | ParameterUnreadable e) {
            // It may name an entry, in which a secret was escaped so far.
            if (!reader.isSecret(DOCUMENT, String.valueOf(e.getMessage()), ALLOWED)) {
                reader.problem("KEAP_SINK_MAPPING: " + e.getMessage());
            }
            return Optional.empty();
        }
    }
}
