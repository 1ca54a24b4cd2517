package dev.keapsink.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.contact.MatchRule;
import dev.keapsink.ledger.LedgerEntry;
import dev.keapsink.ledger.LedgerEntry.State;
import dev.keapsink.ledger.LedgerKey;
import dev.keapsink.record.Version;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.simulator.CustomField;
import dev.keapsink.simulator.FieldType;
import dev.keapsink.simulator.memory.InMemorySink;
import dev.keapsink.simulator.memory.Messages;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What is stored in a ledger stays readable: keys and hashes that a deployment has stored mean the same to every later version.
 * With other ones each record of a nightly export would be written again.
 */
class LedgerGoldenTest {

    private static final String NONE = "-";

    private static final Duration KEPT = Duration.ofDays(1);

    private static final String MAPPING = """
            {'automatic':true,'fields':{'job_title':{'from':'job_title','write':'fill'},
             'phone1':{'from':'phone','write':'merge'},'line2':{'from':'line2','empty':'clear'}}}""";

    private static final List<String> RECORDS = List.of(
            "{\"email\":\"Ada@Example.com\",\"first_name\":\"Ada\",\"last_name\":\"Byron\"}",
            "{\"email\":\"bob@example.com\",\"first_name\":\"Bob\",\"last_name\":\"Gray\",\"phone\":\"(617) 555-0100\",\"country\":\"US\"}",
            "{\"key\":\"4711\",\"version\":3,\"data\":{\"email\":\"cleo@example.com\",\"job_title\":\"Countess\",\"tags\":[102]}}",
            "{\"key\":\"4712\",\"data\":{\"phone\":\"+1 617 555 0101\",\"first_name\":\"Dan\"}}",
            "{\"phone\":\"617-555-0102\",\"first_name\":\"Eve\"}",
            "{\"phone\":\"617-555-0103 x5\",\"country\":\"US\",\"first_name\":\"Fay\"}",
            "{\"phone\":\"+44 20 7946 0001\",\"first_name\":\"Gus\",\"birthday\":\"1980-12-31\"}",
            "{\"email\":\"hal@example.com\",\"last_name\":\"Hale\",\"line1\":\"1 Main St\",\"line2\":\"\",\"city\":\"Boston\",\"opt_in_reason\":\"Form\"}",
            "{\"version\":\"2026-01-31T10:00:00Z\",\"data\":{\"email\":\"ida@example.com\",\"website\":\"https://example.com\"}}",
            "{\"op\":\"delete\",\"key\":\"4713\",\"version\":9,\"data\":{\"email\":\"joe@example.com\",\"first_name\":\"Joe\"}}",
            "{\"contact_type\":\"lead\",\"data\":{\"email\":\"kim@example.com\",\"Rating\":\"4.5\",\"Plan\":\"Gold\"}}",
            "{\"phone\":\"617-555-0104\",\"contact_type\":\"Customer\",\"Plan\":\"Silver\",\"prefix\":\"Dr.\"}");

    private static InMemorySink sink(MatchRule rule) {
        InMemorySink sink = new InMemorySink()
                .tags(101L)
                .matching(rule)
                .mapping(rule == MatchRule.EMAIL ? "{'automatic':true}" : MAPPING);
        sink.keap.addCustomField(CustomField.of(5, "Rating", FieldType.DECIMAL_NUMBER));
        sink.keap.addCustomField(CustomField.of(7, "Plan", FieldType.TEXT));
        return sink;
    }

    @ParameterizedTest
    @EnumSource
    void keysAndEntriesAreWhatTheyWere(MatchRule rule) {
        InMemorySink sink = sink(rule).withLedger();

        sink.deliver(Messages.of(RECORDS.toArray(String[]::new)));

        assertThat(sink.ledger.entries().entrySet().stream()
                        .map(entry -> line(entry.getKey(), entry.getValue()))
                        .sorted())
                .containsExactlyElementsOf(stored(rule));
    }

    @ParameterizedTest
    @EnumSource
    void whatTheyRememberIsNotWrittenAgain(MatchRule rule) {
        InMemorySink sink = sink(rule);
        sink.deliver(Messages.of(RECORDS.toArray(String[]::new)));
        int writes = sink.keap.writes();
        InMemorySink next = sink.withLedger().restarted();
        stored(rule).forEach(line -> store(next, line));

        assertThat(next.deliver(Messages.of(RECORDS.toArray(String[]::new)))).isEmpty();

        assertThat(sink.keap.writes()).isEqualTo(writes);
    }

    /** What an entry remembers, but for its times; what is empty is a hyphen. */
    private static String line(LedgerKey key, LedgerEntry entry) {
        Version version = entry.version();
        return Stream.of(
                        key.value(),
                        entry.state().name(),
                        String.valueOf(entry.keapId()),
                        version == null ? "" : version.value().toString(),
                        entry.hash(),
                        entry.tags().stream().map(String::valueOf).collect(Collectors.joining(",")),
                        entry.outcome())
                .map(part -> part.isEmpty() ? NONE : part)
                .collect(Collectors.joining(" "));
    }

    private static void store(InMemorySink sink, String line) {
        List<String> parts = Stream.of(line.split(" "))
                .map(part -> part.equals(NONE) ? "" : part)
                .toList();
        LedgerEntry entry = new LedgerEntry(
                line,
                State.valueOf(parts.get(1)),
                null,
                Long.parseLong(parts.get(2)),
                parts.get(3).isEmpty() ? null : new Version(new BigDecimal(parts.get(3))),
                parts.get(4),
                Stream.of(parts.get(5).split(","))
                        .filter(tag -> !tag.isEmpty())
                        .map(Long::valueOf)
                        .collect(Collectors.toCollection(TreeSet::new)),
                parts.get(6),
                sink.time.instant(),
                sink.time.instant().plus(KEPT),
                sink.time.instant().plus(KEPT));
        sink.ledger.replace(new LedgerKey(parts.getFirst()), null, entry, Deadline.in(KEPT, sink.time));
    }

    private static List<String> stored(MatchRule rule) {
        String name = "/ledger/" + rule.duplicateOption() + ".txt";
        try (InputStream in = LedgerGoldenTest.class.getResourceAsStream(name)) {
            return Arrays.asList(new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
