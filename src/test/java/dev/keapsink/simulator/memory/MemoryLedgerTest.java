package dev.keapsink.simulator.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.keapsink.ledger.LedgerEntry;
import dev.keapsink.ledger.LedgerEntry.State;
import dev.keapsink.ledger.LedgerKey;
import dev.keapsink.ledger.LedgerStore;
import dev.keapsink.ledger.LedgerStoreContract;
import dev.keapsink.ledger.LedgerUnavailable;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.simulator.memory.MemoryLedger.Operation;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MemoryLedgerTest extends LedgerStoreContract {

    private static final LedgerKey KEY = new LedgerKey("one");

    private final Deadline deadline = Deadline.in(Duration.ofMinutes(1), new VirtualTime());

    private @Nullable MemoryLedger shared;

    @Override
    protected LedgerStore store(InstantSource clock) {
        return ledger(clock);
    }

    @Test
    void countsTheCallsThatDynamoDbWouldTake() {
        MemoryLedger ledger = ledger();

        ledger.read(keys(100), deadline);
        ledger.read(keys(101), deadline);
        ledger.replace(KEY, null, entry("a"), deadline);
        ledger.replace(KEY, null, entry("b"), deadline);

        assertThat(ledger.reads()).isEqualTo(3);
        assertThat(ledger.writes()).isEqualTo(2);
    }

    @Test
    void failsBeforeTheEffect() {
        MemoryLedger ledger = ledger();
        ledger.before(call -> {
            if (call.operation() == Operation.REPLACE && call.number() == 1) {
                throw LedgerUnavailable.forNow("Throttled");
            }
        });

        assertThatExceptionOfType(LedgerUnavailable.class)
                .isThrownBy(() -> ledger.replace(KEY, null, entry("a"), deadline));
        assertThat(ledger.entries()).isEmpty();
        assertThat(ledger.replace(KEY, null, entry("a"), deadline)).isEmpty();
    }

    @Test
    void failsAfterTheEffect() {
        MemoryLedger ledger = ledger();
        ledger.after(call -> {
            throw LedgerUnavailable.forNow("No answer to " + call.keys());
        });

        assertThatExceptionOfType(LedgerUnavailable.class)
                .isThrownBy(() -> ledger.replace(KEY, null, entry("a"), deadline));
        assertThat(ledger.entries()).containsEntry(KEY, entry("a"));
    }

    @Test
    void dropsAnEntry() {
        MemoryLedger ledger = ledger();
        ledger.replace(KEY, null, entry("a"), deadline);

        ledger.drop(KEY);

        assertThat(ledger.read(List.of(KEY), deadline).all()).isEmpty();
    }

    private MemoryLedger ledger() {
        return ledger(new VirtualTime());
    }

    /** One for all calls of a test. */
    private MemoryLedger ledger(InstantSource clock) {
        if (shared == null) {
            shared = new MemoryLedger(clock);
        }
        return shared;
    }

    private static List<LedgerKey> keys(int count) {
        return IntStream.range(0, count).mapToObj(i -> new LedgerKey("k" + i)).toList();
    }

    private static LedgerEntry entry(String revision) {
        return new LedgerEntry(
                revision,
                State.WRITTEN,
                null,
                1,
                null,
                "",
                new TreeSet<>(),
                "created",
                VirtualTime.START,
                VirtualTime.START.plusSeconds(60),
                VirtualTime.START.plusSeconds(60));
    }
}
