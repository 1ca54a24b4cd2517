package dev.keapsink.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.record.SinkRecord.Operation;
import dev.keapsink.text.Blanks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an object says of its operation in fields of its own, whatever else it is. Names are compared as field names are. */
final class Marks {

    /** What an object is, as far as its marks depend on it. */
    enum Place {
        /** It has data, and nothing is around it. */
        ENVELOPE,
        /** It has data, and is itself the data of something. */
        WITHIN_ENVELOPE,
        /** It has no data of its own, and nothing is around it. */
        BODY,
        /** It is the data of something. */
        DATA
    }

    private Marks() {}

    static List<Said> in(ObjectNode object, Place place) {
        List<Said> said = List.of();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (mayBeOne(field.getKey(), place)) {
                Optional<Said> more = in(field, place);
                if (more.isPresent()) {
                    said = said.isEmpty() ? new ArrayList<>(1) : said;
                    said.add(more.get());
                }
            }
        }
        return said;
    }

    /** By their first letter most names are none of those that count. */
    private static boolean mayBeOne(String name, Place place) {
        char first = name.isEmpty() ? ' ' : name.charAt(0);
        return switch (first) {
            case 'a', 'A', 'o', 'O', 't', 'T' -> true;
            case 'e', 'E' -> place == Place.ENVELOPE || place == Place.WITHIN_ENVELOPE;
            default -> !isLetterOfAscii(first);
        };
    }

    private static boolean isLetterOfAscii(char character) {
        return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
    }

    private static Optional<Said> in(Map.Entry<String, JsonNode> field, Place place) {
        String name = field.getKey();
        if (name.startsWith("__")) {
            return Debezium.saidByRow(name, field.getValue());
        }
        if (FieldName.is(name, "op")) {
            return op(field, place);
        }
        if (FieldName.is(name, "abcdcdeletedat")) {
            return isBlank(field.getValue()) ? Optional.empty() : Optional.of(Said.deleting(Dialect.AIRBYTE, name));
        }
        return switch (place) {
            case ENVELOPE, WITHIN_ENVELOPE -> Event.said(field, true);
            case BODY -> Event.said(field, false);
            case DATA -> Optional.empty();
        };
    }

    /** Only an envelope of ours is sure to mean an operation: elsewhere anything may stand in a column of that name. */
    private static Optional<Said> op(Map.Entry<String, JsonNode> field, Place place) {
        return place == Place.ENVELOPE
                ? Said.of(Dialect.ENVELOPE, field.getKey(), field.getValue())
                : Said.of(Dialect.BARE, field.getKey(), field.getValue()).filter(said -> said.means(Operation.DELETE));
    }

    private static boolean isBlank(JsonNode json) {
        return json.isNull()
                || (json.isTextual() && Blanks.isBlank(json.asText()))
                || (json.isArray() && json.isEmpty());
    }
}
