package dev.keapsink.app;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.field.MappingParts;
import dev.keapsink.mapping.MappingError;
import dev.keapsink.record.ObjectType;
import dev.keapsink.value.Conventions;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;

/** Checks the mapping of one type of object by itself, for commands that have one mapping a stream. */
public final class MappingCheck {

    private MappingCheck() {}

    /**
     * The document that holds the mapping of one type alone, for {@code KEAP_SINK_MAPPING}.
     *
     * @param part what the document says of the type: its top for contacts, the part with the stream's name for others
     */
    public static String document(ObjectType type, ObjectNode part) {
        return type == ObjectType.CONTACTS
                ? part.toString()
                : JsonNodeFactory.instance.objectNode().set(type.stream(), part).toString();
    }

    /**
     * What is wrong with a mapping; empty if nothing is. It completes a sentence that begins with the mapping, and
     * repeats no value that may be secret.
     *
     * @param variables the function's variables, of which the mapping needs the country and the order of dates
     */
    public static Optional<String> complaint(ObjectType type, ObjectNode part, Map<String, String> variables) {
        Optional<String> foreign =
                MappingParts.BESIDE_CONTACTS.stream().filter(part::has).findFirst();
        if (type == ObjectType.CONTACTS && foreign.isPresent()) {
            return foreign.map("%s has no place here: this is the mapping of contacts alone"::formatted);
        }
        try {
            MappingSetting.tried(
                    document(type, part),
                    new Mappings.Reading(conventions(variables), EnumSet.of(type), Vocabulary::of));
            return Optional.empty();
        } catch (MappingError e) {
            String message = String.valueOf(e.getMessage());
            String prefix = type.stream() + ".";
            return Optional.of(message.startsWith(prefix) ? message.substring(prefix.length()) : message);
        }
    }

    private static Conventions conventions(Map<String, String> variables) {
        return new Conventions(value(SinkConfig.COUNTRY, variables), value(SinkConfig.DATE_ORDER, variables));
    }

    /** A value that is not allowed counts as none. The complaint about it comes from the setting itself. */
    private static <T> Optional<T> value(Setting<T> setting, Map<String, String> variables) {
        try {
            return SettingReader.parsed(setting, variables.getOrDefault(setting.variable(), ""));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
