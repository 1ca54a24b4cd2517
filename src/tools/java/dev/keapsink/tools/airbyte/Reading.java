package dev.keapsink.tools.airbyte;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.record.Cause;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Collects the rows of the next batch: those that are due again, and new ones. Used by one thread. */
final class Reading {

    /** A batch that has begun is written after this time, however few rows it has. */
    static final Duration LONGEST_COLLECTION = Duration.ofSeconds(5);

    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final Inputs inputs;
    private final Map<StreamName, CatalogStream> catalog;
    private final List<? extends Door> doors;
    private final Checkpoints checkpoints;
    private final WaitingRows waiting;
    private final Tally tally;
    private final InstantSource clock;
    private final Set<StreamName> complete = new HashSet<>();
    private long number;
    private boolean ended;

    Reading(
            Inputs inputs,
            Map<StreamName, CatalogStream> catalog,
            List<? extends Door> doors,
            Checkpoints checkpoints,
            WaitingRows waiting,
            Tally tally,
            InstantSource clock) {
        this.inputs = inputs;
        this.catalog = catalog;
        this.doors = doors;
        this.checkpoints = checkpoints;
        this.waiting = waiting;
        this.tally = tally;
        this.clock = clock;
    }

    /** Whether the source has ended. */
    boolean isEnded() {
        return ended;
    }

    /** Whether no new row can be taken until waiting ones are settled. */
    boolean isBlocked() {
        return ended || waiting.isFull() || checkpoints.isFull();
    }

    /** The streams of which the source has sent everything. */
    Set<StreamName> complete() {
        return complete;
    }

    /**
     * The rows of the next batch. None if nothing is due yet, or if the process is asked to end.
     *
     * @param from no new row is taken before this moment
     */
    List<Row> next(Instant from) throws InterruptedException {
        Instant start = clock.instant();
        Batch batch = new Batch(waiting.takeDue(start, Batch.MOST_ROWS));
        Instant until = start.plus(LONGEST_COLLECTION);
        while (!batch.isFull() && !isBlocked() && !from.isAfter(clock.instant())) {
            boolean wasEmpty = batch.isEmpty();
            Optional<Input> input = inputs.next(wasEmpty ? untilDue() : Duration.between(clock.instant(), until));
            if (input.isEmpty()) {
                break;
            }
            take(input.get(), batch);
            if (wasEmpty) {
                until = clock.instant().plus(LONGEST_COLLECTION);
            }
        }
        return batch.rows();
    }

    /** The time until a waiting row is due. */
    Duration untilDue() {
        return waiting.firstDue()
                .map(due -> Duration.between(clock.instant(), due))
                .filter(wait -> wait.compareTo(LONGEST_WAIT) < 0)
                .orElse(LONGEST_WAIT);
    }

    private void take(Input input, Batch batch) {
        switch (input) {
            case Input.Row row ->
                Optional.ofNullable(catalog.get(row.stream()))
                        .ifPresentOrElse(stream -> take(row, stream, batch), tally::ignored);
            case Input.State(StateLine line) -> checkpoints.add(line);
            case Input.Complete(StreamName stream) -> complete.add(stream);
            case Input.Schema schema -> {}
            case Input.Other other -> {}
            case Input.Unreadable unreadable -> tally.unreadable();
            case Input.End end -> ended = true;
        }
    }

    private void take(Input.Row input, CatalogStream stream, Batch batch) {
        Optional<String> key = key(stream, input.data());
        Row row = new Row(
                stream,
                number++,
                input.message(),
                key.map(text -> stream.route().keyPrefix() + text),
                checkpoints.segment(stream.name()),
                clock.instant());
        if (!waiting.isEmpty()) {
            Set<String> objects = doors.get(stream.route().pipeline()).objects(row.message());
            if (waiting.isBehind(objects)) {
                row.waits(clock.instant(), Cause.DEADLINE, objects);
                waiting.add(row);
                return;
            }
        }
        if (key.isPresent() && stream.mode() == CatalogStream.Mode.APPEND_DEDUP) {
            JsonNode cursor =
                    stream.cursor().map(path -> at(input.data(), path)).orElse(MissingNode.getInstance());
            batch.add(row, new Batch.Keyed(stream.name(), key.get()), cursor);
        } else {
            batch.add(row);
        }
    }

    /** The key of a row; empty if the stream has no primary key, or a part of it is missing. */
    private static Optional<String> key(CatalogStream stream, ObjectNode data) {
        List<JsonNode> parts =
                stream.primaryKey().stream().map(path -> at(data, path)).toList();
        if (parts.isEmpty()
                || parts.stream().anyMatch(part -> !part.isValueNode() || part.isNull() || part.isMissingNode())) {
            return Optional.empty();
        }
        return Optional.of(
                parts.size() == 1
                        ? parts.getFirst().asText()
                        : JsonNodeFactory.instance.arrayNode().addAll(parts).toString());
    }

    private static JsonNode at(ObjectNode data, List<String> path) {
        JsonNode value = data;
        for (String name : path) {
            value = value.path(name);
        }
        return value;
    }
}
