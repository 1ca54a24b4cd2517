package dev.keapsink.app;

import dev.keapsink.aws.ParameterUnreadable;
import dev.keapsink.contact.ContactMapping;
import dev.keapsink.contact.ContactMappingReader;
import dev.keapsink.mapping.MappingError;
import dev.keapsink.text.Blanks;
import dev.keapsink.value.Conventions;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The setting {@code KEAP_SINK_MAPPING}: a document, or where one is. */
final class MappingSetting {

    private static final String VARIABLE = "KEAP_SINK_MAPPING";

    private static final String DOCUMENT = "The document of " + VARIABLE;

    private static final String ALLOWED = "a JSON document, or ssm: and the name of a parameter with one";

    private static final String PARAMETER = "ssm:";

    private MappingSetting() {}

    /**
     * The mapping; what is wrong with it becomes a problem that names the entry, which is no secret.
     *
     * @param conventions how its constants, and the records, are read
     */
    static ContactMapping read(
            SettingReader reader, Optional<String> setting, UnaryOperator<String> parameters, Conventions conventions) {
        ContactMapping automatic = ContactMapping.AUTOMATIC.reading(conventions);
        String text = setting.map(Blanks::strip).orElse("");
        if (text.isEmpty() || reader.isSecret(VARIABLE, setting, ALLOWED)) {
            return automatic;
        }
        try {
            String document = text.startsWith(PARAMETER) ? loaded(text, parameters) : text;
            // What is wrong in a document is named by its entry, which in a credential's document may be a secret.
            return reader.isSecret(DOCUMENT, Optional.of(document), "a mapping")
                    ? automatic
                    : ContactMappingReader.read(document, conventions);
        } catch (MappingError | ParameterUnreadable e) {
            // It may name an entry, in which a secret was escaped so far.
            if (!reader.isSecret(DOCUMENT, Optional.ofNullable(e.getMessage()), "a mapping")) {
                reader.problem("%s: %s".formatted(VARIABLE, e.getMessage()));
            }
            return automatic;
        }
    }

    private static String loaded(String setting, UnaryOperator<String> parameters) {
        return parameters.apply(Blanks.strip(setting.substring(PARAMETER.length())));
    }
}
