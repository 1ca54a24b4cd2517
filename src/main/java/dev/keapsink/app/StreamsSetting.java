package dev.keapsink.app;

import dev.keapsink.field.MappingParts;
import dev.keapsink.record.ObjectType;
import dev.keapsink.record.Streams;
import dev.keapsink.text.Blanks;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads for the commands which streams the function writes, and where their keys are. */
public final class StreamsSetting {

    private StreamsSetting() {}

    /**
     * The types of the streams in the function's variable.
     *
     * @throws IllegalArgumentException with the function's sentence if the variable names something else
     */
    public static Set<ObjectType> types(Map<String, String> environment) {
        return read(SinkConfig.STREAMS, environment.getOrDefault(SinkConfig.STREAMS.variable(), ""));
    }

    /**
     * The streams that the function writes, with the further names in a mapping that the variable itself holds. A value
     * that the function would refuse counts as unset.
     */
    public static Streams streams(Map<String, String> environment) {
        try {
            Set<ObjectType> types = types(environment);
            String document = environment.getOrDefault(SinkConfig.MAPPING.variable(), "");
            return new Streams(
                    types,
                    Blanks.isBlank(document)
                            ? Map.of()
                            : Mappings.names(MappingParts.of(document).names(), types));
        } catch (IllegalArgumentException e) {
            return Streams.DEFAULT;
        }
    }

    /**
     * The types of these streams.
     *
     * @param names with commas between them, as in the function's variable
     * @throws IllegalArgumentException with a sentence if there is no such stream
     */
    public static Set<ObjectType> parsed(String names) {
        return read(SinkConfig.STREAMS, names);
    }

    /**
     * The label of the custom field that holds a record's key.
     *
     * @throws IllegalArgumentException with the function's sentence if the variable holds none
     */
    public static String keyField(Map<String, String> environment) {
        return read(SinkConfig.KEY_FIELD, environment.getOrDefault(SinkConfig.KEY_FIELD.variable(), ""));
    }

    private static <T> T read(Setting<T> setting, String text) {
        try {
            Optional<T> parsed = SettingReader.parsed(setting, text);
            return parsed.or(setting::defaultValue).orElseThrow();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + ".", e);
        }
    }
}
