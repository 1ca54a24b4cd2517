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

/** Finds the operations that an object names in its own fields. Names are compared as {@link FieldName} does. */
final class OperationMarks {

    /** The role of an object in its message, which decides which of its fields count. */
    enum Role {
        /** It has data, and may be the sink's own envelope. */
        ENVELOPE,
        /** It has data, and is itself within another layer. */
        WITHIN_ENVELOPE,
        /** It has no data of its own, and is not the row of a change. */
        BODY,
        /** It is the row of a change. */
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

    /** The operations that the object's fields name, known and unknown, in the order of the fields. */
    static List<NamedOperation> in(ObjectNode object, Role role) {
        NameSet names = role == Role.DATA ? IN_ROWS : ELSEWHERE;
        List<NamedOperation> said = List.of();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (names.hold(field.getKey())) {
                Optional<NamedOperation> more = in(field, role);
                if (more.isPresent()) {
                    said = said.isEmpty() ? new ArrayList<>(1) : said;
                    said.add(RowMark.inRow(more.get(), object));
                }
            }
        }
        return said;
    }

    private static Optional<NamedOperation> in(Map.Entry<String, JsonNode> field, Role role) {
        String name = field.getKey();
        if (Debezium.isMarkOfRow(name)) {
            return Debezium.saidByRow(name, field.getValue());
        }
        if (FieldName.is(name, OP)) {
            return op(field, role);
        }
        Optional<RowMark> column = RowMark.named(name);
        if (column.isPresent()) {
            return column.get().said(name, field.getValue());
        }
        return role == Role.DATA ? Optional.empty() : around(field, role);
    }

    /** Reads the fields that would be columns in the row of a change. */
    private static Optional<NamedOperation> around(Map.Entry<String, JsonNode> field, Role role) {
        if (ChangeHeaders.isOne(field.getKey())) {
            return ChangeHeaders.said(field).or(() -> Event.said(field, role));
        }
        if (FieldName.is(field.getKey(), Debezium.OP_OF_CLOUD_EVENT)) {
            return NamedOperation.of(Dialect.DEBEZIUM, field.getKey(), field.getValue());
        }
        return Event.said(field, role);
    }

    /** The operation that a message attribute names, as if it were a field of the body. */
    static Optional<NamedOperation> inAttribute(String name, String text) {
        return ELSEWHERE.hold(name) ? in(Map.entry(name, new TextNode(text)), Role.BODY) : Optional.empty();
    }

    static boolean isDelete(String name, JsonNode value) {
        return in(Map.entry(name, value), Role.WITHIN_ENVELOPE).stream().anyMatch(said -> said.means(Operation.DELETE));
    }

    /** Reads {@code op}, which may hold any data unless it stands beside {@code data}. */
    private static Optional<NamedOperation> op(Map.Entry<String, JsonNode> field, Role role) {
        if (role == Role.ENVELOPE) {
            return NamedOperation.of(Dialect.ENVELOPE, field.getKey(), field.getValue());
        }
        JsonNode value = field.getValue();
        Optional<NamedOperation> said = NamedOperation.of(
                Dialect.BARE, field.getKey(), value.isArray() && value.size() == 1 ? value.path(0) : value);
        return said.map(one -> role == Role.BODY && OperationWords.mayMeanDelete(one.word()) ? one : one.unsure());
    }
}
