package dev.keapsink.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads a message of AWS Database Migration Service.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Target.Kinesis.html">Message format</a>
 */
final class Dms {

    private static final List<String> MARKS = List.of("recordtype", "tablename", "schemaname");

    private static final List<String> CONTROL_FIELDS = List.of("metadata", "control", "data", "before-image");

    private Dms() {}

    static Optional<Layer> of(ObjectNode body) {
        JsonNode metadata = ChangeHeaders.read(FieldName.field(body, "metadata"));
        if (metadata.isMissingNode()) {
            return Optional.empty();
        }
        JsonNode operation = FieldName.field(metadata, "operation");
        if (!operation.isTextual() || !(isMarked(metadata) || isUnderstood(operation, body))) {
            return Optional.empty();
        }
        if (FieldName.field(metadata, "recordtype").asText().equalsIgnoreCase("control")
                && Layer.nonEmpty(FieldName.field(body, "data")).isEmpty()) {
            if (!Layer.hasOnly(body, CONTROL_FIELDS)) {
                return Optional.empty();
            }
            return Optional.of(new Layer.Control());
        }
        Optional<NamedOperation> said = NamedOperation.of(Dialect.DMS, "metadata.operation", operation);
        return Optional.of(new Layer.Wrapper(
                data(body, said.stream().anyMatch(one -> one.means(SinkRecord.Operation.DELETE))),
                said.stream().toList(),
                Version.ofMoment(FieldName.field(metadata, "timestamp"))));
    }

    private static boolean isMarked(JsonNode metadata) {
        return MARKS.stream().anyMatch(mark -> FieldName.field(metadata, mark).isTextual());
    }

    private static boolean isUnderstood(JsonNode operation, ObjectNode body) {
        return FieldName.field(body, "data").isObject()
                && OperationWords.meaning(operation.asText()).isPresent();
    }

    private static ObjectNode data(ObjectNode body, boolean deleted) {
        Optional<ObjectNode> data = Layer.nonEmpty(FieldName.field(body, "data"));
        if (!deleted) {
            return data.orElseThrow(() -> Layer.missingRow("data", "The message does not hold the row."));
        }
        return Stream.of(Layer.nonEmpty(FieldName.field(body, "beforeimage")), data)
                .flatMap(Optional::stream)
                .reduce(Dms::overlaid)
                .orElseThrow(() -> Layer.missingRow("data", Dialect.DMS.advice()));
    }

    /** Overlays the row before its deletion with the data, which may hold only the key of a deleted row. */
    private static ObjectNode overlaid(ObjectNode before, ObjectNode data) {
        ObjectNode both = before.deepCopy();
        data.properties().stream()
                .filter(field -> !field.getValue().isNull())
                .forEach(field -> both.set(field.getKey(), field.getValue()));
        return both;
    }
}
