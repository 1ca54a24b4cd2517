package dev.keapsink.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.text.Blanks;
import java.util.List;
import java.util.Optional;

/**
 * Reads an event of a Debezium connector: a row's change, or a control event of the connector.
 *
 * @see <a href="https://debezium.io/documentation/reference/stable/connectors/postgresql.html">Data change events</a>
 */
final class Debezium {

    private static final List<String> TIMES = List.of("ts_ms", "ts_us", "ts_ns");

    private static final List<String> TRANSACTION_FIELDS =
            List.of("status", "id", "ts_ms", "ts_us", "ts_ns", "event_count", "data_collections");

    private static final List<String> CHANGE_FIELDS = List.of(
            "op",
            "before",
            "after",
            "source",
            "ts_ms",
            "ts_us",
            "ts_ns",
            "message",
            "transaction",
            "updateDescription");

    private static final List<String> TRANSACTION_STATUSES = List.of("BEGIN", "END");

    private static final List<String> SCHEMA_CHANGE_FIELDS =
            List.of("source", "ts_ms", "ts_us", "ts_ns", "databaseName", "schemaName", "ddl", "tableChanges");

    /** The normalised name of the operation in CloudEvents. */
    static final String OP_OF_CLOUD_EVENT = "iodebeziumop";

    private Debezium() {}

    static Optional<Layer> of(ObjectNode body) {
        JsonNode op = body.path("op");
        boolean isNamed = op.isValueNode() && !op.isNull() && !Blanks.isBlank(op.asText());
        if (isNamed
                && (body.has("after")
                        || body.has("before")
                        || body.path("source").isObject())) {
            return change(body, op);
        }
        return isControl(body) ? Optional.of(new Layer.Control()) : Optional.empty();
    }

    /** Reads an event that Debezium's CloudEvents converter made: its data hold all of a change but the operation. */
    static Optional<Layer> ofCloudEvent(ObjectNode event) {
        JsonNode op = event.path(OP_OF_CLOUD_EVENT);
        JsonNode data = event.path("data");
        JsonNode change = data.has("payload") ? data.path("payload") : data;
        return op.isTextual() && change.isObject() && (change.has("before") || change.has("after"))
                ? change((ObjectNode) change, op)
                : Optional.empty();
    }

    /** Whether a body has only the fields of a control event, so that it cannot be a record. */
    private static boolean isControl(ObjectNode body) {
        return body.size() <= SCHEMA_CHANGE_FIELDS.size()
                && ((body.has("ts_ms") && Layer.hasOnly(body, TIMES)) || isTransaction(body) || isSchemaChange(body));
    }

    private static boolean isTransaction(ObjectNode body) {
        return TRANSACTION_STATUSES.contains(body.path("status").asText())
                && body.path("id").isTextual()
                && Layer.hasOnly(body, TRANSACTION_FIELDS);
    }

    private static boolean isSchemaChange(ObjectNode body) {
        return body.path("source").isObject()
                && (body.has("tableChanges") || body.has("ddl"))
                && Layer.hasOnly(body, SCHEMA_CHANGE_FIELDS);
    }

    private static Optional<Layer> change(ObjectNode body, JsonNode op) {
        Optional<ObjectNode> before = row(body.path("before"));
        Optional<ObjectNode> after = row(body.path("after"));
        boolean hasRow = before.isPresent() || after.isPresent();
        String name = OperationWords.plain(op.asText());
        if (!hasRow && !Layer.hasOnly(body, CHANGE_FIELDS)) {
            return Optional.empty();
        }
        if (!hasRow && name.equals("m")) {
            return Optional.of(new Layer.Control());
        }
        if (!hasRow && name.equals("t")) {
            throw truncated("op");
        }
        if (!hasRow && !(body.has("before") && body.has("after"))) {
            return Optional.empty();
        }
        Optional<NamedOperation> said = NamedOperation.of(Dialect.DEBEZIUM, "op", op);
        return Optional.of(
                new Layer.Wrapper(data(said, before, after), said.stream().toList(), time(body)));
    }

    static InvalidValue truncated(String field) {
        return new InvalidValue(new Outcome.Rejected(
                Reason.UNKNOWN_OPERATION,
                field,
                "says that a whole table was emptied (truncate); this names no record; to delete its contacts, send a"
                        + " delete of each."));
    }

    private static ObjectNode data(
            Optional<NamedOperation> said, Optional<ObjectNode> before, Optional<ObjectNode> after) {
        if (said.stream().anyMatch(one -> one.means(SinkRecord.Operation.DELETE))) {
            return before.or(() -> after).orElseThrow(() -> Layer.missingRow("before", Dialect.DEBEZIUM.advice()));
        }
        if (said.stream().allMatch(one -> one.meaning().isEmpty())) {
            return after.or(() -> before).orElseGet(JsonNodeFactory.instance::objectNode);
        }
        return after.orElseThrow(() -> Layer.missingRow(
                "after",
                "The message does not hold the row after the change. Have the connector send it: for MongoDB, set capture.mode to"
                        + " change_streams_update_full."));
    }

    /** A row, which MongoDB's connector sends as a text that holds JSON. */
    private static Optional<ObjectNode> row(JsonNode json) {
        return Layer.nonEmpty(json.isTextual() ? Json.orMissing(json.asText()) : json);
    }

    private static Optional<Version> time(ObjectNode body) {
        return Version.ofMoment(body.path("source").path("ts_ms")).or(() -> Version.ofMoment(body.path("ts_ms")));
    }

    static boolean isMarkOfRow(String name) {
        return name.startsWith("__") && (FieldName.is(name, "op") || FieldName.is(name, "deleted"));
    }

    /** The operation in a field of a row that was taken out of its event. Such names begin with two underscores. */
    static Optional<NamedOperation> saidByRow(String name, JsonNode value) {
        if (FieldName.is(name, "op")) {
            return NamedOperation.of(Dialect.DEBEZIUM_ROW, name, value);
        }
        return RowMark.saidByFlag(Dialect.DEBEZIUM_ROW, name, value);
    }

    static Optional<Version> timeOfRow(ObjectNode row) {
        return Version.ofMoment(row.path("__source_ts_ms")).or(() -> Version.ofMoment(row.path("__ts_ms")));
    }
}
