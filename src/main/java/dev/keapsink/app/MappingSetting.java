package dev.keapsink.app;

import dev.keapsink.aws.ParameterUnreadable;
import dev.keapsink.credential.SecretDetector;
import dev.keapsink.mapping.MappingError;
import dev.keapsink.text.Blanks;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Reads {@code KEAP_SINK_MAPPING}: a mapping document, or the name of a parameter that holds one. */
final class MappingSetting {

    private static final String DOCUMENT = "The document of KEAP_SINK_MAPPING";

    private static final String ALLOWED = "a mapping";

    private static final String PARAMETER = "ssm:";

    private MappingSetting() {}

    /**
     * Reads the mapping. A fault in it is recorded as a problem that names the entry at fault.
     *
     * @param parameters returns the text of a parameter in Parameter Store by its name
     * @param reading what the document is read by
     */
    static Mappings read(SettingReader reader, UnaryOperator<String> parameters, Mappings.Reading reading) {
        return reader.find(SinkConfig.MAPPING)
                .flatMap(text -> read(text, reader, parameters, reading))
                .orElseGet(() -> Mappings.automatic(reading.conventions()));
    }

    /**
     * Reads a mapping that is tried in place of the deployment's.
     *
     * @throws MappingError with a sentence if the document is no mapping, or holds a secret; it repeats none
     */
    static Mappings tried(String document, Mappings.Reading reading) {
        if (Blanks.strip(document).startsWith(PARAMETER)) {
            throw new MappingError("", "the event takes the document itself, and not the name of a parameter");
        }
        if (SecretDetector.isIn(document)) {
            throw secret();
        }
        try {
            return Mappings.read(document, reading);
        } catch (MappingError e) {
            // A secret in it was escaped in the document, and is readable only now.
            throw SecretDetector.isIn(String.valueOf(e.getMessage())) ? secret() : e;
        }
    }

    private static MappingError secret() {
        return new MappingError(
                "",
                "it holds what looks like a key, a token or another long random text; take that out, and replace it,"
                        + " because others may have seen it");
    }

    private static Optional<Mappings> read(
            String text, SettingReader reader, UnaryOperator<String> parameters, Mappings.Reading reading) {
        try {
            String document = text.startsWith(PARAMETER)
                    ? parameters.apply(Blanks.strip(text.substring(PARAMETER.length())))
                    : text;
            // A complaint names the entry at fault. In a credential's document, put here by mistake, that name may be a
            // secret.
            return reader.isSecret(DOCUMENT, document, ALLOWED)
                    ? Optional.empty()
                    : Optional.of(Mappings.read(document, reading));
        } catch (MappingError | ParameterUnreadable e) {
            // The complaint may name an entry. A secret in it was escaped in the document, and is readable only now.
            if (!reader.isSecret(DOCUMENT, String.valueOf(e.getMessage()), ALLOWED)) {
                reader.problem("KEAP_SINK_MAPPING: " + e.getMessage());
            }
            return Optional.empty();
        }
    }
}
