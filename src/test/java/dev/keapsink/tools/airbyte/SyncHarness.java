package dev.keapsink.tools.airbyte;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keapsink.batch.Pipeline.Explained;
import dev.keapsink.record.Message;
import dev.keapsink.record.ObjectType;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.simulator.memory.InMemorySink;
import dev.keapsink.tools.airbyte.CatalogStream.Mode;
import dev.keapsink.tools.airbyte.settings.AirbyteSettings;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A sync on virtual time, between lines of a source and a simulated Keap. */
final class SyncHarness implements Inputs {

    private static final ObjectMapper JSON = new ObjectMapper();

    final InMemorySink sink;
    final List<String> states = new ArrayList<>();
    final List<String> rejected = new ArrayList<>();
    final Tally tally = new Tally();
    final WrittenContacts contacts = new WrittenContacts();
    final List<Integer> batches = new ArrayList<>();
    Map<StreamName, CatalogStream> catalog = new LinkedHashMap<>();
    RowRejects rejects =
            rows -> rows.forEach(row -> rejected.add(row.rejection().reason().code()));
    RowAudit audit = RowAudit.none();
    Set<StreamName> held = Set.of();
    boolean stop;

    /** What happens before the input of this number is taken. */
    final Map<Integer, Runnable> before = new LinkedHashMap<>();

    private final Deque<Input> inputs = new ArrayDeque<>();
    private Inputs source = this;
    private Function<byte[], Input> parser = InputParser::parse;
    private int taken;

    SyncHarness(InMemorySink sink) {
        this.sink = sink;
    }

    SyncHarness() {
        this(new InMemorySink());
    }

    SyncHarness stream(String name, Mode mode, ObjectType type, String... primaryKey) {
        StreamName stream = new StreamName("", name);
        List<List<String>> key = Arrays.stream(primaryKey).map(List::of).toList();
        catalog.put(
                stream,
                new CatalogStream(
                        stream,
                        mode,
                        new Route(type, 0, ""),
                        key,
                        Optional.of(List.of("cursor")),
                        mode == Mode.OVERWRITE));
        return this;
    }

    /** A stream of contacts that another pipeline writes. */
    SyncHarness inSecondPipeline(String name) {
        StreamName stream = new StreamName("", name);
        catalog.put(
                stream,
                new CatalogStream(
                        stream,
                        Mode.APPEND,
                        new Route(ObjectType.CONTACTS, 1, ""),
                        List.of(),
                        Optional.empty(),
                        false));
        return this;
    }

    SyncHarness leads() {
        return stream("leads", Mode.APPEND, ObjectType.CONTACTS);
    }

    /** Lines are those of a Singer tap from now on. */
    void singer(AirbyteSettings settings, boolean isUpsert) {
        SingerInputs singer = new SingerInputs(this, settings, isUpsert);
        source = singer;
        parser = SingerParser::parse;
        catalog = singer.catalog().streams();
    }

    /** Lines whose quotation marks may be single. */
    SyncHarness lines(String... lines) {
        for (String line : lines) {
            inputs.add(parser.apply(line.replace('\'', '"').getBytes(UTF_8)));
        }
        return this;
    }

    static String row(String stream, String data) {
        return "{'type':'RECORD','record':{'stream':'%s','data':%s,'emitted_at':1764000000000}}"
                .formatted(stream, data);
    }

    static String lead(String email) {
        return row("leads", "{'email':'%s'}".formatted(email));
    }

    static String state(String stream, int cursor) {
        return "{'type':'STATE','state':{'type':'STREAM','stream':{'stream_descriptor':{'name':'%s'},'stream_state':{'c':%d}},'id':%d}}"
                .formatted(stream, cursor, cursor);
    }

    /** Runs the sync to the end of the lines. */
    Sync.End run() {
        inputs.add(new Input.End());
        WaitingRows waiting = new WaitingRows();
        Checkpoints checkpoints = new Checkpoints(line -> states.add(new String(line, UTF_8)), held);
        List<Door> doors = Collections.nCopies(2, door());
        Reading reading = new Reading(source, catalog, doors, checkpoints, waiting, tally, sink.time);
        Writing writing = new Writing(
                doors, rows -> rejects.store(rows), Renewal.none(), audit, waiting, contacts, tally, sink.time);
        try {
            return new Sync(() -> false, source, reading, writing, waiting, checkpoints, sink.time).run();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Door door() {
        return new Door() {
            @Override
            public Explained run(List<Message> messages, Deadline deadline) {
                batches.add(messages.size());
                return sink.pipeline().runExplained(messages, deadline);
            }

            @Override
            public Set<String> objects(Message message) {
                return sink.pipeline().objects(message);
            }
        };
    }

    @Override
    public Optional<Input> next(Duration longest) {
        if (stop || inputs.isEmpty()) {
            pass(longest);
            return Optional.empty();
        }
        before.getOrDefault(taken++, () -> {}).run();
        return stop ? Optional.empty() : Optional.of(inputs.remove());
    }

    @Override
    public boolean isStopped(Duration longest) {
        if (!stop && longest.isPositive()) {
            pass(longest);
        }
        return stop;
    }

    private void pass(Duration time) {
        sink.time.advance(time);
    }

    /** The cursor and the counts of each state that was returned, such as {@code 1: 2 + 0}. */
    List<String> counts() {
        return states.stream().map(SyncHarness::counts).toList();
    }

    private static String counts(String line) {
        try {
            JsonNode state = JSON.readTree(line).path("state");
            JsonNode stats = state.path("destinationStats");
            return "%s: %.0f + %.0f"
                    .formatted(
                            state.path("id").asText(),
                            stats.path("recordCount").asDouble(),
                            stats.path("rejectedRecordCount").asDouble());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
