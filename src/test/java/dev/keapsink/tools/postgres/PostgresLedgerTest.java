package dev.keapsink.tools.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.ledger.LedgerEntry;
import dev.keapsink.ledger.LedgerEntry.State;
import dev.keapsink.ledger.LedgerKey;
import dev.keapsink.ledger.LedgerStore;
import dev.keapsink.ledger.LedgerStore.Other;
import dev.keapsink.ledger.LedgerStoreContract;
import dev.keapsink.resilience.Backoff;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.resilience.Sleeper;
import dev.keapsink.simulator.memory.VirtualTime;
import dev.keapsink.support.LogLines;
import dev.keapsink.tools.postgres.DatabaseCalls.Timeouts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ledger on a real PostgreSQL. */
class PostgresLedgerTest extends LedgerStoreContract {

    /** A slow machine may not look like a slow database. */
    private static final Timeouts PATIENT = new Timeouts(Duration.ofMinutes(1), Duration.ofMinutes(1));

    private static final String SCHEMA = "ledger_test";

    private static final DatabaseCalls CALLS = calls(PostgresServer.schema(SCHEMA));

    private final VirtualTime time = new VirtualTime();
    private final Deadline deadline = Deadline.in(Duration.ofMinutes(2), InstantSource.system());
    private final LedgerKey key = new LedgerKey("test#" + UUID.randomUUID());

    @AfterAll
    static void close() {
        CALLS.close();
    }

    @Override
    protected LedgerStore store(InstantSource clock) {
        return ledger(CALLS, clock);
    }

    @Test
    void createsItsTableInTheSchemaOfTheUrlWhenItIsFirstUsed() {
        String url = PostgresServer.schema("ledger_fresh");
        assertThat(PostgresServer.value("SELECT to_regclass('ledger_fresh.keap_sink_ledger')"))
                .isNull();

        try (DatabaseCalls calls = calls(url)) {
            assertThat(ledger(calls, time).read(List.of(key), deadline).all()).isEmpty();
        }

        assertThat(PostgresServer.value("SELECT to_regclass('ledger_fresh.keap_sink_ledger')"))
                .isNotNull();
    }

    @Test
    void createsItsTableAgainIfSomeoneDropsIt() {
        String url = PostgresServer.schema("ledger_dropped");
        try (DatabaseCalls calls = calls(url)) {
            PostgresLedger ledger = ledger(calls, time);
            ledger.replace(key, null, entry("a"), deadline);
            PostgresServer.execute("DROP TABLE ledger_dropped.keap_sink_ledger");

            assertThat(ledger.read(List.of(key), deadline).all()).isEmpty();
            assertThat(ledger.replace(key, null, entry("a"), deadline)).isEmpty();
        }
    }

    @Test
    void keepsADoubt() {
        LedgerEntry entry =
                entry("a").doubting(new LedgerEntry.Doubt(VirtualTime.START, VirtualTime.START.plusMillis(7), 3));

        store(time).replace(key, null, entry, deadline);

        assertThat(store(time).read(List.of(key), deadline).all()).containsEntry(key, entry);
    }

    @ParameterizedTest
    @ValueSource(strings = {"format = 2", "state = 'unknown'", "version = 'x'", "keap_id = -1"})
    void takesAnEntryThatItCannotReadForAbsentAndReplacesIt(String change) {
        LedgerStore ledger = store(time);
        ledger.replace(key, null, entry("a"), deadline);
        PostgresServer.execute(
                "UPDATE %s.keap_sink_ledger SET %s WHERE key = '%s'".formatted(SCHEMA, change, key.value()));

        try (LogLines log = new LogLines()) {
            assertThat(ledger.read(List.of(key), deadline).all()).isEmpty();
            assertThat(log.all())
                    .containsExactly(
                            "The ledger has entries that are damaged or of a later version (1); they count as absent");
        }
        assertThat(ledger.replace(key, null, entry("b"), deadline)).isEmpty();
        assertThat(ledger.read(List.of(key), deadline).all()).containsEntry(key, entry("b"));
    }

    @Test
    void letsOneOfTwoInstancesWinEachRound() throws Exception {
        String url = PostgresServer.url("postgres:any", SCHEMA);
        try (DatabaseCalls one = calls(url);
                DatabaseCalls two = calls(url);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            LedgerEntry last = null;
            for (int round = 0; round < 50; round++) {
                LedgerEntry read = last;
                LedgerEntry ofOne = entry("one" + round);
                LedgerEntry ofTwo = entry("two" + round);
                Future<Optional<Other>> first =
                        threads.submit(() -> ledger(one, time).replace(key, read, ofOne, deadline));
                Optional<Other> second = ledger(two, time).replace(key, read, ofTwo, deadline);

                last = second.isEmpty() ? ofTwo : ofOne;
                assertThat(second.isEmpty() ? first.get() : second).contains(new Other(Optional.of(last)));
                assertThat(second.isEmpty() ? second : first.get()).isEmpty();
            }
        }
    }

    @Test
    void deletesWhatHasExpiredOnceAMinute() {
        PostgresLedger ledger = new PostgresLedger(CALLS, time, new Sweeper(CALLS, time, Runnable::run));
        ledger.replace(key, null, entry("a"), deadline);

        time.advance(Duration.ofSeconds(59));
        ledger.replace(other(), null, entry("b"), deadline);
        assertThat(isStored()).isTrue();
        time.advance(Duration.ofSeconds(1));
        ledger.replace(other(), null, entry("c"), deadline);
        assertThat(isStored()).isFalse();
    }

    @Test
    void goesByTheClockOfTheDatabase() {
        InstantSource wrong = () -> Instant.now().minus(Duration.ofHours(5));
        DatabaseTime databaseTime = new DatabaseTime(wrong);
        try (DatabaseCalls calls = calls(PostgresServer.url("postgres:any", SCHEMA), databaseTime)) {
            PostgresLedger ledger = ledger(calls, databaseTime);

            ledger.read(List.of(key), deadline);

            assertThat(Duration.between(ledger.now(), Instant.now()).abs()).isLessThan(Duration.ofMinutes(1));
        }
    }

    @Test
    void triesItselfOutAndLeavesNothingBehind() {
        String url = PostgresServer.schema("ledger_tried");
        try (PostgresLedger ledger =
                PostgresLedger.open(url, InstantSource.system(), Sleeper.SYSTEM, new Backoff(() -> 0.5))) {
            ledger.tryOut(deadline);

            assertThat(ledger.expiry(deadline).set())
                    .contains(ledger.expiry(deadline).needed());
        }
        assertThat(PostgresServer.value("SELECT count(*) FROM ledger_tried.keap_sink_ledger"))
                .isEqualTo("0");
    }

    private boolean isStored() {
        return !"0"
                .equals(PostgresServer.value(
                        "SELECT count(*) FROM %s.keap_sink_ledger WHERE key = '%s'".formatted(SCHEMA, key.value())));
    }

    private static LedgerKey other() {
        return new LedgerKey("test#" + UUID.randomUUID());
    }

    private static PostgresLedger ledger(DatabaseCalls calls, InstantSource clock) {
        return new PostgresLedger(calls, clock, new Sweeper(calls, clock, task -> {}));
    }

    private static DatabaseCalls calls(String url) {
        return calls(url, new DatabaseTime(InstantSource.system()));
    }

    private static DatabaseCalls calls(String url, DatabaseTime time) {
        return new DatabaseCalls(
                new Connections(DatabaseAddress.of(url), PATIENT.inAll()),
                PATIENT,
                time,
                Sleeper.SYSTEM,
                new Backoff(() -> 0.5));
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
