package dev.keapsink.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.keapsink.aws.LedgerTable.Timeouts;
import dev.keapsink.ledger.LedgerEntry;
import dev.keapsink.ledger.LedgerEntry.State;
import dev.keapsink.ledger.LedgerKey;
import dev.keapsink.ledger.LedgerStore;
import dev.keapsink.ledger.LedgerStoreContract;
import dev.keapsink.ledger.LedgerUnavailable;
import dev.keapsink.record.Version;
import dev.keapsink.resilience.Backoff;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.simulator.memory.VirtualTime;
import dev.keapsink.support.LogLines;
import dev.keapsink.tools.local.DynamoDbLocal;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The ledger on DynamoDB Local, through the real AWS SDK. */
class LedgerTableTest extends LedgerStoreContract {

    private static final DynamoDbLocal DYNAMO = DynamoDbLocal.shared();

    /** A slow machine may not look like a slow DynamoDB. */
    private static final Timeouts PATIENT = new Timeouts(Duration.ofMinutes(1), Duration.ofMinutes(1));

    private static final String TABLE = "ledger-" + UUID.randomUUID();

    private final VirtualTime time = new VirtualTime();
    private final Deadline deadline = Deadline.in(Duration.ofMinutes(2), InstantSource.system());
    private final LedgerKey key = new LedgerKey("test#" + UUID.randomUUID());

    /** No TTL: these tests live in a time of their own, which DynamoDB Local would take for the past. */
    @BeforeAll
    static void createTable() {
        DYNAMO.create(TABLE, "pk");
    }

    @Override
    protected LedgerStore store(InstantSource clock) {
        return table(TABLE, clock);
    }

    @Test
    void storesShortAttributes() {
        LedgerEntry entry = new LedgerEntry(
                "r1",
                State.WRITING,
                VirtualTime.START.plusMillis(5),
                12,
                new Version(new BigDecimal("7")),
                "h",
                new TreeSet<>(List.of(3L, 1L)),
                "created",
                VirtualTime.START,
                VirtualTime.START.plusSeconds(60),
                VirtualTime.START.plusSeconds(60));

        store(time).replace(key, null, entry, deadline);

        assertThat(item())
                .isEqualTo(Map.ofEntries(
                        Map.entry("pk", AttributeValue.fromS(key.value())),
                        Map.entry("f", AttributeValue.fromN("1")),
                        Map.entry("r", AttributeValue.fromS("r1")),
                        Map.entry("s", AttributeValue.fromS("writing")),
                        Map.entry("w", AttributeValue.fromN("1773144000005")),
                        Map.entry("id", AttributeValue.fromN("12")),
                        Map.entry("v", AttributeValue.fromS("7")),
                        Map.entry("h", AttributeValue.fromS("h")),
                        Map.entry("t", item().get("t")),
                        Map.entry("o", AttributeValue.fromS("created")),
                        Map.entry("a", AttributeValue.fromN("1773144000000")),
                        Map.entry("u", AttributeValue.fromN("1773144060000")),
                        Map.entry("expires_at", AttributeValue.fromN("1773144060"))));
        assertThat(item().get("t").ns()).containsExactlyInAnyOrder("1", "3");
    }

    @Test
    void documentsWhatItStores() throws IOException {
        storesShortAttributes();

        Map<String, String> documented = Files.readAllLines(Path.of("docs", "ledger.md")).stream()
                .map(Pattern.compile("\\| `(\\w+)` \\| ([a-z ]+) \\|.*")::matcher)
                .filter(Matcher::matches)
                .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2)));
        assertThat(documented)
                .isEqualTo(item().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                attribute -> switch (attribute.getValue().type()) {
                                    case S -> "string";
                                    case N -> "number";
                                    case NS -> "number set";
                                    default -> "something else";
                                })));
    }

    @ParameterizedTest
    @ValueSource(strings = {"f", "r", "s", "h", "o", "a", "u", "expires_at"})
    void treatsADamagedEntryAsAbsent(String lost) {
        store(time).replace(key, null, entry("first"), deadline);
        Map<String, AttributeValue> damaged = new HashMap<>(item());
        damaged.remove(lost);
        put(damaged);

        assertThatItIsAbsentAndCanBeReplaced();
    }

    @ParameterizedTest
    @ValueSource(strings = {"f", "w", "id", "a", "expires_at"})
    void treatsAnEntryWithATextForANumberAsAbsent(String changed) {
        change(changed, AttributeValue.fromS("soon"));

        assertThatItIsAbsentAndCanBeReplaced();
    }

    @ParameterizedTest
    @ValueSource(strings = {"r", "s", "v", "h", "o"})
    void treatsAnEntryWithANumberForATextAsAbsent(String changed) {
        change(changed, AttributeValue.fromN("1"));

        assertThatItIsAbsentAndCanBeReplaced();
    }

    @ParameterizedTest
    @CsvSource({"s, lost", "v, newest"})
    void treatsAnEntryWithAnUnknownTextAsAbsent(String changed, String text) {
        change(changed, AttributeValue.fromS(text));

        assertThatItIsAbsentAndCanBeReplaced();
    }

    @ParameterizedTest
    @ValueSource(strings = {"w", "id", "a", "expires_at"})
    void treatsAnEntryWithAnImpossibleNumberAsAbsent(String changed) {
        change(changed, AttributeValue.fromN("1e30"));

        assertThatItIsAbsentAndCanBeReplaced();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1"})
    void treatsAnEntryWithAnIdThatNoContactHasAsAbsent(String id) {
        change("id", AttributeValue.fromN(id));

        assertThatItIsAbsentAndCanBeReplaced();
    }

    @Test
    void treatsAnEntryWithATagThatIsNoIdAsAbsent() {
        change("t", AttributeValue.fromNs(List.of("1.5")));

        assertThatItIsAbsentAndCanBeReplaced();
    }

    @Test
    void treatsAnEntryOfALaterVersionAsAbsent() {
        put(Map.of(
                "pk",
                AttributeValue.fromS(key.value()),
                "f",
                AttributeValue.fromN("2"),
                "r",
                AttributeValue.fromS("x")));

        assertThatItIsAbsentAndCanBeReplaced();
    }

    @Test
    void saysThatItReplacesAnEntryThatSomebodyElseHasStoredMeanwhile() {
        put(Map.of("pk", AttributeValue.fromS(key.value())));
        LedgerEntry next = entry("next");
        store(time).replace(key, null, next, deadline);

        assertThat(store(time).replace(key, null, entry("late"), deadline))
                .hasValueSatisfying(other -> assertThat(other.entry()).contains(next));
    }

    @Test
    void saysWhatToDoWithoutTheTable() {
        LedgerStore store = table("nowhere", time);
        String sentence = "The ledger cannot be used (ResourceNotFoundException); create in this AWS account and"
                + " region the table that KEAP_SINK_LEDGER_TABLE names, or correct the name";

        assertToBeMended(() -> store.read(List.of(key), deadline), sentence);
        assertToBeMended(() -> store.replace(key, null, entry("a"), deadline), sentence);
    }

    @Test
    void saysWhatToDoAboutAnotherKey() {
        String name = "other-" + UUID.randomUUID();
        DYNAMO.create(name, "id");
        LedgerStore store = table(name, time);
        String sentence = "The ledger cannot be used (ValidationException); its partition key must be the"
                + " string pk, and it must have no sort key: create such a table, and name it in KEAP_SINK_LEDGER_TABLE";

        assertToBeMended(() -> store.read(List.of(key), deadline), sentence);
        assertToBeMended(() -> store.replace(key, null, entry("a"), deadline), sentence);
    }

    private void assertThatItIsAbsentAndCanBeReplaced() {
        try (LogLines lines = new LogLines()) {
            assertThat(store(time).read(List.of(key), deadline).all()).isEmpty();
            assertThat(lines.all())
                    .containsExactly(
                            "The ledger has entries that are damaged or of a later version (1); they count as absent");
        }
        LedgerEntry next = entry("next");
        assertThat(store(time).replace(key, entry("unseen"), next, deadline))
                .hasValueSatisfying(other -> assertThat(other.entry()).isEmpty());
        assertThat(store(time).replace(key, null, next, deadline)).isEmpty();
        assertThat(store(time).read(List.of(key), deadline).all()).containsEntry(key, next);
    }

    private static void assertToBeMended(Runnable call, String sentence) {
        assertThatExceptionOfType(LedgerUnavailable.class)
                .isThrownBy(call::run)
                .withMessage(sentence)
                .matches(trouble -> !trouble.isPassing());
    }

    private void change(String attribute, AttributeValue value) {
        store(time).replace(key, null, entry("first"), deadline);
        Map<String, AttributeValue> damaged = new HashMap<>(item());
        damaged.put(attribute, value);
        put(damaged);
    }

    private Map<String, AttributeValue> item() {
        return DYNAMO.client()
                .getItem(request -> request.tableName(TABLE).key(Map.of("pk", AttributeValue.fromS(key.value()))))
                .item();
    }

    private static void put(Map<String, AttributeValue> item) {
        DYNAMO.client().putItem(request -> request.tableName(TABLE).item(item));
    }

    private static LedgerTable table(String name, InstantSource clock) {
        return new LedgerTable(DYNAMO::client, name, PATIENT, clock, new VirtualTime(), new Backoff(() -> 0.5));
    }

    private static LedgerEntry entry(String revision) {
        return new LedgerEntry(
                revision,
                State.WRITTEN,
                null,
                1,
                null,
                "hash",
                new TreeSet<>(),
                "created",
                VirtualTime.START,
                VirtualTime.START.plusSeconds(60),
                VirtualTime.START.plusSeconds(60));
    }
}
