package dev.keapsink.tools.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.aws.InterceptedDynamoDb;
import dev.keapsink.aws.LedgerTable;
import dev.keapsink.aws.LedgerTable.Timeouts;
import dev.keapsink.ledger.LedgerEntry;
import dev.keapsink.ledger.LedgerEntry.State;
import dev.keapsink.ledger.LedgerKey;
import dev.keapsink.ledger.LedgerKeys;
import dev.keapsink.resilience.Backoff;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.simulator.memory.InOrder;
import dev.keapsink.simulator.memory.VirtualTime;
import dev.keapsink.tools.local.DynamoDbLocal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/** Reset and forget while they are killed, and while the sink writes. */
class InterruptedLedgerCommandsTest {

    private static final DynamoDbLocal DYNAMO = DynamoDbLocal.shared();
    private static final LedgerKeys CONTACTS = new LedgerKeys(Optional.empty(), "yy555", "contacts");
    private static final LedgerKeys LEADS = new LedgerKeys(Optional.empty(), "yy555", "leads");
    private static final String NUMBER = "617-555-0100";
    private static final int PEOPLE = 4;

    private final VirtualTime time = new VirtualTime();
    private final StringWriter out = new StringWriter();
    private final String table = "interrupted-" + UUID.randomUUID();
    private int requests;
    private IntConsumer meanwhile = request -> {};

    @BeforeEach
    void createTable() {
        DYNAMO.create(table, "pk");
    }

    /** Ends the process: nothing of the command runs after it. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private enum Kill {
        BEFORE,
        AFTER
    }

    private static Stream<Arguments> everyRequestOfAReset() {
        return kills(1 + PEOPLE + 1);
    }

    private static Stream<Arguments> everyRequestOfForget() {
        return kills(1 + 2);
    }

    private static Stream<Arguments> kills(int requests) {
        return IntStream.rangeClosed(1, requests)
                .boxed()
                .flatMap(request -> Stream.of(Kill.values()).map(kill -> Arguments.of(request, kill)));
    }

    @ParameterizedTest
    @MethodSource("everyRequestOfAReset")
    void aResetThatIsKilledLeavesWholeEntriesAndIsDoneByASecondOne(int request, Kill kill) {
        fill();
        Map<String, Map<String, AttributeValue>> before = items();

        assertThat(isKilled(request, kill, rows -> reset(rows).run(false))).isTrue();

        assertThat(before).containsAllEntriesOf(items());
        reset(rows(n -> {})).run(false);
        assertThat(items())
                .containsOnlyKeys(
                        LEADS.ofKey("person-0").value(),
                        CONTACTS.ofKey("claimed").value());
    }

    @ParameterizedTest
    @MethodSource("everyRequestOfAReset")
    void aResetThatIsKilledKeepsWhatWasWrittenMeanwhile(int request, Kill kill) {
        fill();
        LedgerKey key = CONTACTS.ofKey("person-1");
        meanwhile = n -> {
            if (n == Math.min(request, 2)) {
                store(key, "of a writer", null);
            }
        };

        isKilled(request, kill, rows -> reset(rows).run(false));

        assertThat(items().get(key.value())).containsEntry("r", AttributeValue.fromS("of a writer"));
    }

    @Test
    void theNumberOfRequestsIsTheOneThatTheTestsAboveGoThrough() {
        fill();
        reset(rows(n -> {})).run(false);
        assertThat(requests).isEqualTo(1 + PEOPLE + 1);

        requests = 0;
        storeNumber();
        forget(rows(n -> {})).run(CONTACTS.named(NUMBER), "");
        assertThat(requests).isEqualTo(1 + 2);
    }

    @ParameterizedTest
    @MethodSource("everyRequestOfForget")
    void aForgetThatIsKilledLeavesWholeEntriesAndIsDoneByASecondOne(int request, Kill kill) {
        fill();
        storeNumber();
        Map<String, Map<String, AttributeValue>> before = items();

        assertThat(isKilled(request, kill, rows -> forget(rows).run(CONTACTS.named(NUMBER), "")))
                .isTrue();

        assertThat(before).containsAllEntriesOf(items());
        boolean some = items().size() > before.size() - 2;
        assertThat(forget(rows(n -> {})).run(CONTACTS.named(NUMBER), "")).isEqualTo(some);
        assertThat(items())
                .hasSize(before.size() - 2)
                .doesNotContainKeys(CONTACTS.ofKey(NUMBER).value());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void anEntryThatIsStoredAfterTheScanStays(int person) {
        fill();
        LedgerKey key = CONTACTS.ofKey("person-" + person);

        boolean done = reset(rows(request -> {
                    if (request == 2) {
                        store(key, "of a writer", null);
                    }
                }))
                .run(false);

        assertThat(done).isFalse();
        assertThat(items().get(key.value())).containsEntry("r", AttributeValue.fromS("of a writer"));
        assertThat(out.toString())
                .contains("Dropped %d entries.".formatted(PEOPLE))
                .contains("1 were written meanwhile and stay.")
                .contains("1 are being written now and stay");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void anEntryThatIsClaimedAfterTheScanStays(int person) {
        fill();
        LedgerKey key = CONTACTS.ofKey("person-" + person);

        reset(rows(request -> {
                    if (request == 2) {
                        store(key, "of a writer", time.instant().plusSeconds(60));
                    }
                }))
                .run(false);

        assertThat(items()).containsKey(key.value());
        assertThat(out.toString()).contains("2 are being written now and stay");
    }

    @Test
    void anEntryThatIsDroppedAndStoredAnewAfterTheScanStays() {
        fill();
        LedgerKey key = CONTACTS.ofKey("person-1");

        reset(rows(request -> {
                    if (request == 2) {
                        delete(key);
                        store(key, "of a writer", null);
                    }
                }))
                .run(false);

        assertThat(items()).containsKey(key.value());
    }

    @Test
    void anItemWithoutARevisionThatIsReplacedAfterTheScanStays() {
        fill();
        LedgerKey damaged = CONTACTS.ofKey("damaged");

        reset(rows(request -> {
                    if (request == 2) {
                        delete(damaged);
                        plant(damaged, Map.of("f", AttributeValue.fromN("3")));
                    }
                }))
                .run(false);

        assertThat(items()).containsKey(damaged.value());
        assertThat(out.toString()).contains("1 were written meanwhile and stay.");
    }

    @Test
    void anEntryThatIsGoneMeanwhileCountsAsDropped() {
        fill();

        reset(rows(request -> {
                    if (request == 2) {
                        delete(CONTACTS.ofKey("person-1"));
                    }
                }))
                .run(false);

        assertThat(out.toString()).contains("Dropped %d entries.".formatted(PEOPLE + 1));
    }

    @Test
    void aPersonWhoIsStoredMeanwhileIsForgottenAsOfThen() {
        storeNumber();

        boolean done = forget(rows(request -> {
                    if (request == 2) {
                        store(CONTACTS.ofKey(NUMBER), "of a writer", null);
                    }
                }))
                .run(CONTACTS.named(NUMBER), "");

        assertThat(done).isTrue();
        assertThat(items()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Writer.class)
    void aPersonWhoIsWrittenOnAndOnStaysWithoutAnEndlessLoop(Writer writer) {
        store(CONTACTS.ofKey(NUMBER), "first", null);

        boolean done = forget(rows(request -> {
                    if (request > 1) {
                        store(
                                CONTACTS.ofKey(NUMBER),
                                "writer-" + request,
                                writer == Writer.CLAIMING ? time.instant().plusSeconds(60) : null);
                    }
                }))
                .run(CONTACTS.named(NUMBER), "");

        assertThat(done).isFalse();
        assertThat(items()).hasSize(1);
        assertThat(requests).isLessThanOrEqualTo(11);
        assertThat(out.toString())
                .contains(writer == Writer.CLAIMING ? "stays: the sink is writing" : "stays: it is being stored again")
                .contains("Not forgotten: 1 of 1 entries stay.");
    }

    private enum Writer {
        CLAIMING,
        STORING
    }

    /** Entries of people, one without a revision, one that is claimed, and one of another stream. */
    private void fill() {
        IntStream.range(0, PEOPLE).forEach(i -> store(CONTACTS.ofKey("person-" + i), "r-" + i, null));
        plant(CONTACTS.ofKey("damaged"), Map.of("f", AttributeValue.fromN("2")));
        store(CONTACTS.ofKey("claimed"), "claim", time.instant().plusSeconds(60));
        store(LEADS.ofKey("person-0"), "lead", null);
    }

    /** A text that is the key of one entry and the phone number of another. */
    private void storeNumber() {
        store(CONTACTS.ofKey(NUMBER), "by key", null);
        store(CONTACTS.ofPhone(NUMBER.replace("-", "")), "by number", null);
    }

    private interface Command {
        void run(LedgerRows rows);
    }

    private boolean isKilled(int at, Kill kill, Command command) {
        LedgerRows rows = rowsThrough(request -> {
            meanwhile.accept(++requests);
            if (requests == at && kill == Kill.BEFORE) {
                throw new Killed();
            }
            DynamoDbResponse reply = request.get();
            if (requests == at) {
                throw new Killed();
            }
            return reply;
        });
        try {
            command.run(rows);
            return false;
        } catch (Killed e) {
            return true;
        }
    }

    /** Rows whose requests a hook comes before, which gets their number from 1. */
    private LedgerRows rows(IntConsumer before) {
        return rowsThrough((Supplier<? extends DynamoDbResponse> request) -> {
            before.accept(++requests);
            return request.get();
        });
    }

    private LedgerRows rowsThrough(InterceptedDynamoDb.Interceptor interceptor) {
        return new LedgerRows(
                new InterceptedDynamoDb(DYNAMO.client(), interceptor),
                table,
                new Requests(time, new Backoff(() -> 0.5), new Failures(table, "permissions")),
                time);
    }

    private Reset reset(LedgerRows rows) {
        return new Reset(rows, scope(), context(), new PrintWriter(out, true));
    }

    private Forget forget(LedgerRows rows) {
        return new Forget(rows, scope(), new PrintWriter(out, true));
    }

    private static Scope scope() {
        return new Scope("contacts", "yy555", CONTACTS.prefix());
    }

    private LedgerContext context() {
        return new LedgerContext(DYNAMO::client, time, time, new InOrder(), Map.of(), Optional.empty());
    }

    private Map<String, Map<String, AttributeValue>> items() {
        Map<String, Map<String, AttributeValue>> items = new HashMap<>();
        DYNAMO.client()
                .scan(scan -> scan.tableName(table))
                .items()
                .forEach(item -> items.put(item.get("pk").s(), item));
        return items;
    }

    private void plant(LedgerKey key, Map<String, AttributeValue> others) {
        Map<String, AttributeValue> item = new HashMap<>(others);
        item.put("pk", AttributeValue.fromS(key.value()));
        DYNAMO.client().putItem(put -> put.tableName(table).item(item));
    }

    private void delete(LedgerKey key) {
        DYNAMO.client()
                .deleteItem(delete -> delete.tableName(table).key(Map.of("pk", AttributeValue.fromS(key.value()))));
    }

    /** Stores an entry as the sink does: in the place of what is there. */
    private void store(LedgerKey key, String revision, Instant claimedUntil) {
        Duration patience = Duration.ofMinutes(1);
        Deadline deadline = Deadline.in(patience, time);
        LedgerTable ledger = new LedgerTable(
                DYNAMO::client, table, new Timeouts(patience, patience), time, time, new Backoff(() -> 0.5));
        Instant expires = time.instant().plus(Duration.ofDays(30));
        LedgerEntry next = new LedgerEntry(
                revision,
                State.TAGGED,
                claimedUntil,
                12,
                null,
                "",
                new TreeSet<>(),
                "",
                time.instant(),
                expires,
                expires);
        LedgerEntry read = ledger.read(List.of(key), deadline).all().get(key);
        assertThat(ledger.replace(key, read, next, deadline)).isEmpty();
    }
}
