package dev.keapsink.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads a message of Maxwell, or of Canal, whose messages are alike.
 *
 * @see <a href="https://maxwells-daemon.io/dataformat/">Maxwell's data format</a>
 */
final class Maxwell {

    private static final Pattern CONTROL =
            Pattern.compile("bootstrap-(start|complete)|(table|database)-[a-z]+|heartbeat");

    private Maxwell() {}

    static Optional<Layer> of(ObjectNode body) {
        JsonNode type = body.path("type");
        if (!body.path("database").isTextual() || !type.isTextual()) {
            return Optional.empty();
        }
        String name = OperationWords.plain(type.asText());
        boolean isRow = body.path("table").isTextual() && (body.has("data") || body.has("old"));
        boolean hasRow = data(body).isPresent();
        boolean isControl = !hasRow && CONTROL.matcher(name).matches() && (isRow || body.has("sql") || body.has("def"));
        if (!isRow && !isControl) {
            return Optional.empty();
        }
        if (name.equals("truncate")) {
            throw Debezium.truncated("type");
        }
        return Optional.of(
                isControl || (!hasRow && body.path("isDdl").asBoolean()) ? new Layer.Control() : row(body, type));
    }

    private static Layer row(ObjectNode body, JsonNode type) {
        Optional<NamedOperation> said = NamedOperation.of(Dialect.MAXWELL, "type", type);
        Optional<Version> time = Version.ofMoment(body.path("es")).or(() -> Version.ofMoment(body.path("ts")));
        return new Layer.Wrapper(row(body.path("data")), said.stream().toList(), time);
    }

    private static Optional<ObjectNode> data(ObjectNode body) {
        JsonNode data = body.path("data");
        return Layer.nonEmpty(data.isArray() ? data.path(0) : data);
    }

    /** The row of a change, which Canal sends as a list of rows. */
    private static ObjectNode row(JsonNode data) {
        if (data.isArray() && data.size() > 1) {
            throw new InvalidValue(
                    "data",
                    "holds %d rows, and this sink takes one a message; send each by itself".formatted(data.size()));
        }
        return Layer.nonEmpty(data.isArray() ? data.path(0) : data)
                .orElseThrow(() -> Layer.missingRow("data", "The message does not hold the row."));
    }
}
