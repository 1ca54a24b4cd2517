package dev.keapsink.tools.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.object.OnDelete;
import dev.keapsink.record.Message;
import dev.keapsink.record.ObjectType;
import dev.keapsink.simulator.CustomField;
import dev.keapsink.simulator.FieldType;
import dev.keapsink.simulator.Resource;
import dev.keapsink.simulator.StoredObject;
import dev.keapsink.simulator.memory.AccountWiring;
import dev.keapsink.simulator.memory.InMemorySink;
import dev.keapsink.simulator.memory.Messages;
import dev.keapsink.tools.records.RecordFile.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The evening of a shop arrives, whichever replies are lost, and the audit finds what is not as it should be. */
class ShopSampleTest {

    private static final int BATCH = 100;

    private final InMemorySink sink = new InMemorySink()
            .streams(ObjectType.values())
            .onDelete(OnDelete.DELETE)
            .contactType("Lead");

    private final List<Line> lines = lines();
    private final Map<Long, Integer> batches = new HashMap<>();

    /** A message that is in the queue. */
    private record Waiting(int number, int received, Instant until) {}

    private static List<Line> lines() {
        try {
            List<String> bodies = Files.readAllLines(Path.of("samples/shop.ndjson"));
            return IntStream.range(0, bodies.size())
                    .mapToObj(i -> new Line(i + 1, bodies.get(i)))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void prepare() {
        for (Resource resource :
                List.of(Resource.COMPANIES, Resource.OPPORTUNITIES, Resource.ORDERS, Resource.NOTES, Resource.TASKS)) {
            sink.keap.objects().addCustomField(resource, CustomField.of(901, AccountWiring.KEY_FIELD, FieldType.TEXT));
        }
        List<String> stages = List.of("New", "Contacted", "Quoted", "Won");
        IntStream.range(0, stages.size()).forEach(i -> sink.keap.objects().addStage(i + 1, stages.get(i)));
    }

    /** Delivers every line as a queue does, until each has its outcome. */
    private void play() {
        List<Waiting> queue = new ArrayList<>();
        IntStream.range(0, lines.size()).forEach(i -> queue.add(new Waiting(i, 1, Instant.MIN)));
        for (int batch = 1; !queue.isEmpty(); batch++) {
            assertThat(batch).as("batches").isLessThan(200);
            Instant next = queue.stream()
                    .map(Waiting::until)
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
            if (next.isAfter(sink.time.instant())) {
                sink.time.advance(Duration.between(sink.time.instant(), next));
            }
            List<Waiting> due = queue.stream()
                    .filter(one -> !one.until().isAfter(sink.time.instant()))
                    .limit(BATCH)
                    .toList();
            queue.removeAll(due);
            Set<String> returned =
                    new HashSet<>(sink.deliver(due.stream().map(this::message).toList()));
            for (Waiting one : due) {
                String id = message(one).id();
                if (returned.contains(id)) {
                    Instant until = sink.time.instant().plus(sink.hidden.getOrDefault(id, Duration.ofSeconds(30)));
                    queue.add(new Waiting(one.number(), one.received() + 1, until));
                } else {
                    batches.put((long) one.number() + 1, batch);
                }
            }
        }
    }

    private Message message(Waiting one) {
        return Messages.received(
                        one.received(),
                        List.of(Messages.message(
                                one.number(), lines.get(one.number()).body(), 1, null, false)))
                .getFirst();
    }

    private List<String> findings() {
        Set<String> rejected = sink.rejected.keySet();
        List<Line> refused = lines.stream()
                .filter(line -> rejected.contains("m" + (line.number() - 1)))
                .toList();
        List<Line> written = new ArrayList<>(lines);
        written.removeAll(refused);
        return new ObjectAudit(written, refused, batches, new ObjectState(sink.keap, AccountWiring.KEY_FIELD))
                .findings();
    }

    @ParameterizedTest
    @CsvSource({"1,true", "2,true", "3,true", "1,false", "2,false", "3,false"})
    void everyObjectArrivesOnceThoughRepliesAreLost(long seed, boolean hasLedger) {
        prepare();
        InMemorySink played = hasLedger ? sink.withLedger() : sink;
        played.keap.inject(new LostReplies(seed).fault());

        play();

        assertThat(findings()).isEmpty();
        assertThat(sink.objections()).isEmpty();
        assertThat(sink.rejected).hasSize(13);
        assertThat(sink.keap.charges()).isEmpty();
    }

    private static ObjectNode fields(StoredObject object, UnaryOperator<ObjectNode> change) {
        return change.apply(object.fields().deepCopy());
    }

    /** What is changed behind the sink's back, and the beginning of the one finding. */
    private record Damage(String finding, Consumer<InMemorySink> done) {
        static Damage of(String finding, Resource resource, UnaryOperator<ObjectNode> change) {
            return new Damage(finding, sink -> {
                StoredObject first = sink.keap.objects().all(resource).getFirst();
                sink.keap.objects().remove(resource, first.id());
                sink.keap.objects().add(resource, fields(first, change).toString());
            });
        }

        static Damage twice(Resource resource, String finding) {
            return new Damage(finding, sink -> {
                StoredObject first = sink.keap.objects().all(resource).getFirst();
                sink.keap.objects().add(resource, first.fields().toString());
            });
        }

        static Damage removed(Resource resource, String finding) {
            return new Damage(finding, sink -> {
                StoredObject first = sink.keap.objects().all(resource).getFirst();
                sink.keap.objects().remove(resource, first.id());
            });
        }

        @Override
        public String toString() {
            return finding;
        }
    }

    private static Stream<Damage> damages() {
        return Stream.of(
                Damage.removed(Resource.NOTES, "Line"),
                Damage.removed(Resource.FILES, "Line"),
                Damage.twice(Resource.TASKS, "The task of the key"),
                Damage.twice(Resource.PRODUCTS, "The product of the key"),
                Damage.of("Line", Resource.NOTES, note -> note.put("title", "Another title")),
                Damage.of("Line", Resource.FILES, file -> file.put("file", "another content")),
                Damage.of("Line", Resource.OPPORTUNITIES, deal -> deal.put("stage_id", "0")),
                Damage.of("Line", Resource.ORDER_ITEMS, item -> item.put("quantity", 77)),
                Damage.of("The order", Resource.PAYMENTS, payment -> payment.put("payment_amount", 0.01)),
                Damage.of("No line asked for the note", Resource.NOTES, note -> note.without("custom_fields")));
    }

    @ParameterizedTest
    @MethodSource("damages")
    void theAuditFindsWhatIsNotAsItShouldBe(Damage damage) {
        prepare();
        play();
        assertThat(findings()).isEmpty();

        damage.done().accept(sink);

        assertThat(findings())
                .isNotEmpty()
                .anySatisfy(finding -> assertThat(finding).startsWith(damage.finding()));
    }
}
