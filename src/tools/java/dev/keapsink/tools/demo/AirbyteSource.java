package dev.keapsink.tools.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A source of Airbyte that sends rows with a state every few of them. A state holds how many rows of its stream were
 * sent, so that a later attempt goes on behind them. Immutable.
 */
final class AirbyteSource {
    /** Rows of a stream between two states. */
    private static final int EVERY = 10;

    private static final long FIRST_EMITTED = 1_796_083_200_000L;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final List<AirbyteRow> rows;

    /** A source reads by a column that grows with each change, so an older state of an object comes first. */
    AirbyteSource(List<AirbyteRow> rows) {
        this.rows = rows.stream()
                .sorted(Comparator.comparingLong(AirbyteRow::version))
                .toList();
    }

    List<AirbyteRow> rows() {
        return rows;
    }

    List<String> streams() {
        return rows.stream().map(AirbyteRow::stream).distinct().toList();
    }

    /** Returns the catalog in which every stream of the source is selected. */
    ObjectNode catalog() {
        ObjectNode catalog = JSON.objectNode();
        ArrayNode streams = catalog.putArray("streams");
        for (String name : streams()) {
            ObjectNode configured = streams.addObject();
            ObjectNode stream = configured.putObject("stream").put("name", name);
            stream.putObject("json_schema").put("type", "object").putObject("properties");
            stream.putArray("supported_sync_modes").add("full_refresh").add("incremental");
            configured.put("sync_mode", "incremental");
            configured.put("destination_sync_mode", isKeyed(name) ? "append_dedup" : "append");
            configured.putArray("cursor_field").add(AirbyteRow.VERSION);
            if (isKeyed(name)) {
                configured.putArray("primary_key").addArray().add(AirbyteRow.KEY);
            }
            configured.put("generation_id", 1).put("minimum_generation_id", 0).put("sync_id", 1);
        }
        return catalog;
    }

    private boolean isKeyed(String stream) {
        return rows.stream()
                .filter(row -> row.stream().equals(stream))
                .anyMatch(row -> row.data().has(AirbyteRow.KEY));
    }

    /**
     * Sends the messages of an attempt.
     *
     * @param from the number of rows of each stream that need not be sent again; none for the first attempt
     */
    void send(Map<String, Integer> from, Consumer<String> messages) {
        Map<String, Integer> sent = new HashMap<>();
        Map<String, Integer> stated = new LinkedHashMap<>();
        streams().forEach(stream -> stated.put(stream, from.getOrDefault(stream, 0)));
        for (int i = 0; i < rows.size(); i++) {
            AirbyteRow row = rows.get(i);
            int number = sent.merge(row.stream(), 1, Integer::sum);
            int before = stated.getOrDefault(row.stream(), 0);
            if (number > before) {
                messages.accept(record(row, i));
                if (number - before == EVERY) {
                    messages.accept(state(row.stream(), number, EVERY));
                    stated.put(row.stream(), number);
                }
            }
        }
        stated.forEach((stream, before) -> {
            int all = sent.getOrDefault(stream, 0);
            if (all > before) {
                messages.accept(state(stream, all, all - before));
            }
            messages.accept(complete(stream));
        });
    }

    private static String record(AirbyteRow row, int number) {
        ObjectNode message = JSON.objectNode().put("type", "RECORD");
        ObjectNode record = message.putObject("record").put("stream", row.stream());
        record.set("data", row.data());
        record.put("emitted_at", FIRST_EMITTED + number);
        return message.toString();
    }

    private static String state(String stream, int position, int records) {
        ObjectNode message = JSON.objectNode().put("type", "STATE");
        ObjectNode state = message.putObject("state").put("type", "STREAM");
        ObjectNode ofStream = state.putObject("stream");
        ofStream.putObject("stream_descriptor").put("name", stream);
        ofStream.putObject("stream_state").put("position", position);
        state.putObject("sourceStats").put("recordCount", (double) records);
        // The platform adds a number of its own.
        state.put("id", position);
        return message.toString();
    }

    private static String complete(String stream) {
        ObjectNode message = JSON.objectNode().put("type", "TRACE");
        ObjectNode trace =
                message.putObject("trace").put("type", "STREAM_STATUS").put("emitted_at", 1.0);
        ObjectNode status = trace.putObject("stream_status").put("status", "COMPLETE");
        status.putObject("stream_descriptor").put("name", stream);
        return message.toString();
    }
}
