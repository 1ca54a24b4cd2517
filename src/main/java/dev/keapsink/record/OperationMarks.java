package dev.keapsink.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.keapsink.record.SinkRecord.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What an object says of its operation in fields of its own, whatever else it is. Names are compared as field names are. */
final class OperationMarks {

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

    private static final String OP = "op";

    private static final List<String> OF_ROWS = Stream.concat(
                    Stream.of(OP), RowMark.ALL.stream().map(RowMark::normalised))
            .toList();

    private static final NameSet IN_ROWS = new NameSet(OF_ROWS);

    private static final NameSet ELSEWHERE =
            new NameSet(Stream.of(OF_ROWS, Event.BESIDE_DATA, ChangeHeaders.NAMES, List.of(Debezium.OP_OF_CLOUD_EVENT))
                    .flatMap(List::stream)
                    .toList());

    private OperationMarks() {}

    static List<NamedOperation> in(ObjectNode object, Place place) {
        NameSet names = place == Place.DATA ? IN_ROWS : ELSEWHERE;
        List<NamedOperation> said = List.of();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (names.hold(field.getKey())) {
                Optional<NamedOperation> more = in(field, place);
                if (more.isPresent()) {
                    said = said.isEmpty() ? new ArrayList<>(1) : said;
                    said.add(RowMark.inRow(more.get(), object));
                }
            }
        }
        return said;
    }

    private static Optional<NamedOperation> in(Map.Entry<String, JsonNode> field, Place place) {
        String name = field.getKey();
        if (Debezium.isOfRow(name)) {
            return Debezium.saidByRow(name, field.getValue());
        }
        if (FieldName.is(name, OP)) {
            return op(field, place);
        }
        Optional<RowMark> column = RowMark.named(name);
        if (column.isPresent()) {
            return column.get().said(name, field.getValue());
        }
        return place == Place.DATA ? Optional.empty() : around(field, place);
    }

    /** In the row of a change stream these would be columns. */
    private static Optional<NamedOperation> around(Map.Entry<String, JsonNode> field, Place place) {
        if (ChangeHeaders.isOne(field.getKey())) {
            return ChangeHeaders.said(field).or(() -> Event.said(field, place));
        }
        if (FieldName.is(field.getKey(), Debezium.OP_OF_CLOUD_EVENT)) {
            return NamedOperation.of(Dialect.DEBEZIUM, field.getKey(), field.getValue());
        }
        return Event.said(field, place);
    }

    /** What a message attribute says, as if it were a field of the body. */
    static Optional<NamedOperation> inAttribute(String name, String text) {
        return ELSEWHERE.hold(name) ? in(Map.entry(name, new TextNode(text)), Place.BODY) : Optional.empty();
    }

    static boolean isDelete(String name, JsonNode value) {
        return in(Map.entry(name, value), Place.WITHIN_ENVELOPE).stream()
                .anyMatch(said -> said.means(Operation.DELETE));
    }

    /** Without data beside it, anything may stand in a field of that name. */
    private static Optional<NamedOperation> op(Map.Entry<String, JsonNode> field, Place place) {
        if (place == Place.ENVELOPE) {
            return NamedOperation.of(Dialect.ENVELOPE, field.getKey(), field.getValue());
        }
        JsonNode value = field.getValue();
        Optional<NamedOperation> said = NamedOperation.of(
                Dialect.BARE, field.getKey(), value.isArray() && value.size() == 1 ? value.path(0) : value);
        return said.map(one -> place == Place.BODY && OperationWords.mayMeanDelete(one.word()) ? one : one.perhaps());
    }
}
