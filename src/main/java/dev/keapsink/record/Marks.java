package dev.keapsink.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.record.SinkRecord.Operation;
import dev.keapsink.text.Blanks;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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

    /** What writers of CSV and of JSON make of no moment at all. */
    private static final Set<String> NO_MOMENTS =
            Set.of("null", "nat", "nan", "none", "nil", "undefined", "false", "f", "no", "n", "0", "0.0");

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

    /** By their first two letters most names are none of those that count. */
    private static boolean mayBeOne(String name, Place place) {
        if (name.length() < 2) {
            return false;
        }
        char second = small(name.charAt(1));
        boolean isAnySecond = !isLetter(second);
        return switch (small(name.charAt(0))) {
            case 'a' -> isAnySecond || second == 'b' || second == 'c';
            case 'o' -> isAnySecond || second == 'p';
            case 't' -> isAnySecond || second == 'y' || second == 'o';
            case 'd', 'm' -> place != Place.DATA && (isAnySecond || second == 'e');
            case 'e' -> place != Place.DATA && (isAnySecond || second == 'v');
            case 'i' -> place != Place.DATA && (isAnySecond || second == 'o');
            default -> !isLetter(small(name.charAt(0)));
        };
    }

    private static char small(char letter) {
        return (char) (letter | ' ');
    }

    private static boolean isLetter(char small) {
        return small >= 'a' && small <= 'z';
    }

    /** What one field says. */
    static Optional<Said> in(Map.Entry<String, JsonNode> field, Place place) {
        String name = field.getKey();
        if (name.startsWith("__") && Debezium.isOfRow(name)) {
            return Debezium.saidByRow(name, field.getValue());
        }
        if (FieldName.is(name, "op")) {
            return op(field, place);
        }
        if (FieldName.is(name, "abcdcdeletedat")) {
            return isNoMoment(field.getValue()) ? Optional.empty() : Optional.of(Said.deleting(Dialect.AIRBYTE, name));
        }
        return place == Place.DATA ? Optional.empty() : around(field, place);
    }

    /** In the row of a change stream these would be columns. */
    private static Optional<Said> around(Map.Entry<String, JsonNode> field, Place place) {
        if (FieldName.is(field.getKey(), "metadata")) {
            return Dms.saidByMetadata(field.getValue());
        }
        if (FieldName.is(field.getKey(), Debezium.OP_OF_CLOUD_EVENT)) {
            return Said.of(Dialect.DEBEZIUM, field.getKey(), field.getValue());
        }
        return Event.said(field, place);
    }

    static boolean isDelete(String name, JsonNode value) {
        return in(Map.entry(name, value), Place.WITHIN_ENVELOPE).stream()
                .anyMatch(said -> said.means(Operation.DELETE));
    }

    /** Only an envelope of ours is sure to mean an operation: elsewhere anything may stand in a column of that name. */
    private static Optional<Said> op(Map.Entry<String, JsonNode> field, Place place) {
        if (place == Place.ENVELOPE) {
            return Said.of(Dialect.ENVELOPE, field.getKey(), field.getValue());
        }
        JsonNode value = field.getValue();
        return Said.of(Dialect.BARE, field.getKey(), value.isArray() && value.size() == 1 ? value.path(0) : value);
    }

    private static boolean isNoMoment(JsonNode json) {
        return json.isContainerNode()
                ? json.isEmpty()
                : Blanks.isBlank(json.asText())
                        || NO_MOMENTS.contains(Blanks.strip(json.asText()).toLowerCase(Locale.ROOT));
    }
}
