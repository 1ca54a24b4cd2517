package dev.keapsink.batch;

import static dev.keapsink.batch.Plans.list;

import dev.keapsink.outcome.Outcomes;
import dev.keapsink.outcome.OutcomesOf;
import dev.keapsink.outcome.RecordPosition;
import dev.keapsink.outcome.RedeliveryDelay;
import dev.keapsink.outcome.RejectQueue;
import dev.keapsink.outcome.ReturnRule;
import dev.keapsink.outcome.Settlement;
import dev.keapsink.outcome.Visibility;
import dev.keapsink.record.Cause;
import dev.keapsink.record.Message;
import dev.keapsink.record.Outcome;
import dev.keapsink.record.Outcome.Effect;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Outcome.RetryLater;
import dev.keapsink.record.Outcome.Written;
import dev.keapsink.record.Reason;
import dev.keapsink.resilience.Backoff;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.simulator.memory.InMemorySink;
import dev.keapsink.simulator.memory.Messages;
import dev.keapsink.simulator.memory.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A batch whose records depend on each other as much as possible, in the order that costs the function most CPU time.
 *
 * @param body the body of a message, by the message's number
 * @param group the message's FIFO group, by its number in the batch; null without one
 * @param weight as how many messages one message counts, because it holds so many records
 * @param shuffled whether the messages come in random order (always the same one)
 */
public record HostileBatch(
        String name, IntFunction<String> body, IntFunction<@Nullable String> group, int weight, boolean shuffled) {

    /** All hostile batches. */
    public static final List<HostileBatch> ALL = List.of(
            of("a chain of neighbours from the back", HostileBatch::neighbours),
            of("a chain of neighbours in any order", HostileBatch::neighbours).inAnyOrder(),
            of(
                    "a chain of neighbours from the front",
                    i -> list(record("c" + i, "'version':2"), record("c" + (i + 1), "'version':1"))),
            of("one contact", i -> record("a", "'version':" + i)),
            of("one contact, the newest first", i -> record("a", "'version':" + fromTheBack(i))),
            of(
                    "one contact, upserts and deletes by turns",
                    i -> record("a", i % 2 == 0 ? "'op':'upsert'" : "'op':'delete'")),
            of("one contact, a key each", i -> record("a", "'key':'k%d'".formatted(i) + version(i))),
            of("one contact, two records of each key", i -> record("a", "'key':'k%d'".formatted(i / 2) + version(i))),
            of("one contact, a tag each", i -> record("a", "'tags':[%d]".formatted(1_000 + i))),
            of(
                    "a chain of keys and contacts",
                    i -> list(
                            record("c" + i, "'key':'k%d','version':2".formatted(i)),
                            record("c" + (i + 1), "'key':'k%d'".formatted(i)))),
            of("one group", i -> record("c" + i, "'op':'upsert'")).inGroups(i -> 0),
            of("one contact, a group each", i -> record("a", "'op':'upsert'")).inGroups(i -> i),
            of("a chain of groups and contacts", i -> record("c" + i / 2, "'op':'upsert'"))
                    .inGroups(i -> (i + 1) / 2),
            of("a chain of neighbours across groups", HostileBatch::neighbours).inGroups(i -> i / 3),
            of("addresses with one hash code", i -> record(sameHashCode(i), "'key':'k%d'".formatted(i))),
            of(
                            "a hundred records each, about the neighbour's contacts, too",
                            i -> hundred(j -> record("c" + (i * 98 + j), "'version':" + fromTheBack(j))))
                    .sharing(100),
            of(
                            "a hundred deletes each, the newest first",
                            i -> hundred(j -> record("c" + j, "'op':'delete','version':" + fromTheBack(i))))
                    .sharing(100),
            of("tag ids with one hash code", i -> record("c" + i, tags(i, 1))),
            of("tag names with one hash code", i -> contact(i, "'segment':'%s'".formatted(sameHashCode(i)))),
            of("one message with many such ids, and one with many such names", i -> switch (i) {
                case 0 -> record("c0", tags(0, 13_000));
                case 1 -> contact(1, names(7_000));
                default -> contact(i, "'segment':''");
            }),
            of("nothing but rejects", i -> "7"));

    /** A sink whose mapping resolves tags by name, too. */
    static InMemorySink sink() {
        return new InMemorySink().mapping("{'automatic':true,'tags':[{'names_from':'segment'}]}");
    }

    private static HostileBatch of(String name, IntFunction<String> body) {
        return new HostileBatch(name, body, i -> null, 1, false);
    }

    private HostileBatch inGroups(IntUnaryOperator numbers) {
        return new HostileBatch(name, body, i -> "g" + numbers.applyAsInt(i), weight, shuffled);
    }

    private HostileBatch inAnyOrder() {
        return new HostileBatch(name, body, group, weight, true);
    }

    private HostileBatch sharing(int records) {
        return new HostileBatch(name, body, group, records, shuffled);
    }

    /**
     * The messages of a batch of this kind.
     *
     * @param count how many messages there are, times their weight
     */
    public List<Message> messages(int count) {
        List<Integer> numbers =
                new ArrayList<>(IntStream.range(0, count / weight).boxed().toList());
        if (shuffled) {
            Collections.shuffle(numbers, new Random(1));
        }
        return IntStream.range(0, numbers.size())
                .mapToObj(i -> {
                    String fifoGroup = group.apply(i);
                    return Messages.message(i, body.apply(numbers.get(i)), 1, fifoGroup, fifoGroup != null);
                })
                .toList();
    }

    /**
     * The outcomes of a batch in which only the last record waits, every seventh is rejected and the others are
     * written.
     */
    static Outcomes lastOneWaits(List<Message> messages) {
        List<RecordPosition> positions = Plans.positions(messages);
        List<Outcome> outcomes = new ArrayList<>(Collections.nCopies(positions.size(), new Written(Effect.UPDATED)));
        for (int i = 0; i < outcomes.size(); i += 7) {
            outcomes.set(i, new Rejected(Reason.REFUSED_BY_KEAP, null, "no"));
        }
        outcomes.set(outcomes.size() - 1, new RetryLater(Cause.UNAVAILABLE, Duration.ofSeconds(30)));
        return OutcomesOf.records(messages, outcomes);
    }

    /**
     * Applies the return rule, logs the outcomes and settles them with queues in memory. The reject queue takes every
     * second record.
     *
     * @return the ids of the messages that are returned to the queue
     */
    static List<String> settle(Outcomes outcomes) {
        RejectQueue rejects = (sent, deadline) -> sent.stream()
                .map(reject -> reject.position().index())
                .filter(index -> index % 2 == 0)
                .collect(Collectors.toSet());
        RedeliveryDelay redelivery = new RedeliveryDelay(new Backoff(() -> 0.5), Duration.ofMinutes(2));
        Outcomes judged = ReturnRule.apply(outcomes);
        BatchLog.outcomes(judged, Map.of(), false);
        return new Settlement(rejects, Visibility.none(), redelivery)
                .settle(judged, Deadline.in(Duration.ofMinutes(1), new VirtualTime()));
    }

    private static String neighbours(int number) {
        return list(record("c" + number, "'version':1"), record("c" + (number + 1), "'version':2"));
    }

    private static String record(String name, String header) {
        return "{%s,\"data\":{\"email\":\"%s@example.com\"}}".formatted(header.replace('\'', '"'), name);
    }

    private static String contact(int number, String field) {
        return "{'email':'c%d@example.com',%s}".formatted(number, field).replace('\'', '"');
    }

    /** Tag ids whose two 32-bit halves are equal, so that their hash code is 0. */
    private static String tags(int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(i -> String.valueOf(0x1_0000_0001L * (i + 1)))
                .collect(Collectors.joining(",", "'tags':[", "]"));
    }

    private static String names(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "'" + sameHashCode(i) + "'")
                .collect(Collectors.joining(",", "'segment':[", "]"));
    }

    private static String hundred(IntFunction<String> record) {
        return IntStream.range(0, 100).mapToObj(record).collect(Collectors.joining(",", "[", "]"));
    }

    private static int fromTheBack(int number) {
        return 1_000_000 - number;
    }

    /** A version for two of three records, so that versions cannot order them alone. */
    private static String version(int number) {
        return number % 3 == 0 ? "" : ",'version':" + fromTheBack(number);
    }

    /** A text of 28 characters, different for each number below 16,384, with the hash code of all the others. */
    private static String sameHashCode(int number) {
        return IntStream.range(0, 14)
                .mapToObj(bit -> (number >> bit) % 2 == 0 ? "a~" : "b_")
                .collect(Collectors.joining());
    }

    @Override
    public String toString() {
        return name;
    }
}
