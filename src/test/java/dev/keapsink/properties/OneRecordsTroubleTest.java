package dev.keapsink.properties;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.record.Message;
import dev.keapsink.simulator.CustomField;
import dev.keapsink.simulator.FieldType;
import dev.keapsink.support.Messages;
import dev.keapsink.support.TestSink;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One record of a batch meets any trouble: what becomes of the others, and at which delivery, is the same as without it. The
 * seed of a case is in the message of its failure.
 */
class OneRecordsTroubleTest {

    private static final int SEEDS_EACH = 500;

    private static final Duration BETWEEN_ARRIVALS = Duration.ofSeconds(40);

    /** As long as all the others need, and for the troubled one to be judged. */
    private static final int DELIVERIES = 14;

    /** Thousands of batches with trouble would write it all to the console. */
    private static final Logger LOG = Logger.getLogger("dev.keapsink");

    @BeforeAll
    static void beSilent() {
        LOG.setUseParentHandlers(false);
    }

    @AfterAll
    static void speakAgain() {
        LOG.setUseParentHandlers(true);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void theOthersFareAsIfItWereNotThere(int part) {
        for (int i = 0; i < SEEDS_EACH; i++) {
            long seed = (long) part * SEEDS_EACH + i;
            Random chance = new Random(seed);
            Crowd crowd = Crowd.of(chance);
            List<Troubled> all = List.of(Troubled.values());
            Troubled troubled = all.get(chance.nextInt(all.size()));
            AnyTrouble trouble = AnyTrouble.of(chance);
            int place = chance.nextInt(crowd.arrivals().getFirst().size() + 1);

            Map<String, String> without = new Course(crowd, troubled, place).play(Optional.empty());
            Map<String, String> with = new Course(crowd, troubled, place).play(Optional.of(trouble));

            assertThat(with).as("seed %d: %s with %s", seed, troubled, trouble).isEqualTo(without);
        }
    }

    /** What happens to a crowd and one record among it. */
    private static final class Course {
        private static final String TROUBLED = "troubled";

        private final Crowd crowd;
        private final Troubled troubled;
        private final int place;
        private final TestSink sink = new TestSink()
                .tags(101L)
                .pace(5, 120)
                .mapping("{'automatic':true,'tags':[{'names_from':'segment','create_missing':true}]}");
        private final Map<String, Waiting> waiting = new TreeMap<>();
        private final Map<String, String> fates = new HashMap<>();
        private int sent;

        private record Waiting(Message message, Instant visible, int deliveries) {}

        Course(Crowd crowd, Troubled troubled, int place) {
            this.crowd = crowd;
            this.troubled = troubled;
            this.place = place;
        }

        /** What became of each record of the crowd, and at which delivery. */
        Map<String, String> play(Optional<AnyTrouble> trouble) {
            furnish();
            trouble.ifPresent(any -> sink.keap.inject(any.fault().matching(troubled.calls())));
            trouble.filter(any -> any.name().startsWith("tag result")).ifPresent(any -> sink.keap.inject(any.fault()));
            for (int i = 0; i < DELIVERIES; i++) {
                arrive(i);
                deliver();
                sink.time.advance(BETWEEN_ARRIVALS);
            }
            fates.remove(TROUBLED);
            waiting.remove(TROUBLED);
            waiting.keySet().forEach(id -> fates.put(id, "waits"));
            return new TreeMap<>(fates);
        }

        /** The troubled one's contact is there already, so that its id is known. */
        private void furnish() {
            sink.keap.addTag(Troubled.OWN, "Own");
            sink.keap.addCustomField(
                    CustomField.of(7, "Plan", FieldType.DROPDOWN).choosing("Free", "Gold"));
            if (crowd.crowded()) {
                for (long tag = 1000; tag < 2000; tag++) {
                    sink.keap.addTag(tag, "Tag " + tag);
                }
            }
            sink.keap.addTag(Troubled.BEYOND, "Trouble");
            for (long tag = 8000; tag < 8100; tag++) {
                sink.keap.addTag(tag, "Late " + tag);
            }
            sink.deliver("{\"email\":\"trouble@example.com\",\"phone\":\"+1 555 987654\"}");
            sink.time.advance(Duration.ofMinutes(2));
        }

        private void arrive(int turn) {
            if (turn < crowd.arrivals().size()) {
                List<String> bodies = crowd.arrivals().get(turn);
                for (int i = 0; i <= bodies.size(); i++) {
                    if (turn == 0 && i == place) {
                        send(TROUBLED, troubled.body());
                    }
                    if (i < bodies.size()) {
                        send("c" + sent, bodies.get(i));
                    }
                }
            }
        }

        private void send(String id, String body) {
            Message message = Messages.message(sent++, body, 1, null, false);
            waiting.put(id, new Waiting(message, sink.time.instant(), 0));
        }

        private void deliver() {
            List<Map.Entry<String, Waiting>> batch = new ArrayList<>(waiting.entrySet().stream()
                    .filter(entry -> !entry.getValue().visible().isAfter(sink.time.instant()))
                    .sorted(Comparator.comparing(
                            entry -> entry.getValue().message().delivery().sentAt()))
                    .toList());
            sink.hidden.clear();
            sink.rejected.clear();
            List<String> returned = sink.deliver(batch.stream()
                    .map(entry -> Messages.received(
                                    entry.getValue().deliveries() + 1,
                                    List.of(entry.getValue().message()))
                            .getFirst())
                    .toList());
            batch.forEach(entry -> settle(entry.getKey(), entry.getValue(), returned));
        }

        private void settle(String id, Waiting before, List<String> returned) {
            String message = before.message().id();
            int deliveries = before.deliveries() + 1;
            if (returned.contains(message)) {
                Instant visible = sink.time.instant().plus(sink.hidden.getOrDefault(message, Duration.ofSeconds(725)));
                waiting.put(id, new Waiting(before.message(), visible, deliveries));
            } else {
                waiting.remove(id);
                String rejected = sink.rejected.containsKey(message)
                        ? "rejected " + sink.rejected.get(message).reason().code()
                        : "written";
                fates.put(id, rejected + " at delivery " + deliveries);
            }
        }
    }
}
