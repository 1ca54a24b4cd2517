package dev.keapsink.app;

import dev.keapsink.aws.ParameterUnreadable;
import dev.keapsink.contact.ContactMapping;
import dev.keapsink.contact.ContactMappingReader;
import dev.keapsink.mapping.MappingError;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The setting {@code KEAP_SINK_MAPPING}: a document, or where one is. */
final class MappingSetting {

    private static final String VARIABLE = "KEAP_SINK_MAPPING";

    private static final String PARAMETER = "ssm:";

    private MappingSetting() {}

    /** The mapping; what is wrong with it becomes a problem that names the entry, which is no secret. */
    static ContactMapping read(SettingReader reader, Optional<String> setting, UnaryOperator<String> parameters) {
        String text = setting.map(String::strip).orElse("");
        if (text.isEmpty()) {
            return ContactMapping.AUTOMATIC;
        }
        try {
            return ContactMappingReader.read(text.startsWith(PARAMETER) ? loaded(text, parameters) : text);
        } catch (MappingError | ParameterUnreadable e) {
            reader.problem("%s: %s".formatted(VARIABLE, e.getMessage()));
            return ContactMapping.AUTOMATIC;
        }
    }

    private static String loaded(String setting, UnaryOperator<String> parameters) {
        return parameters.apply(setting.substring(PARAMETER.length()).strip());
    }
}
