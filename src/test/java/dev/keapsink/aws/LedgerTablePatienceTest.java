package dev.keapsink.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.keapsink.aws.LedgerTable.Timeouts;
import dev.keapsink.ledger.LedgerEntry;
import dev.keapsink.ledger.LedgerKey;
import dev.keapsink.ledger.LedgerStore.Entries;
import dev.keapsink.ledger.LedgerUnavailable;
import dev.keapsink.resilience.Backoff;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.simulator.memory.VirtualTime;
import dev.keapsink.support.SimulatedDynamoDb;
import dev.keapsink.support.SimulatedDynamoDb.Mishap;
import dev.keapsink.support.SimulatedDynamoDb.Trouble;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** For how long the ledger goes on asking, on virtual time. */
class LedgerTablePatienceTest {

    private final VirtualTime time = new VirtualTime();
    private final SimulatedDynamoDb dynamo = new SimulatedDynamoDb(time, () -> Duration.ofMillis(5));
    private final LedgerTable table =
            new LedgerTable(() -> dynamo, "contacts", Timeouts.STANDARD, time, time, new Backoff(() -> 0.5));

    @Test
    void aReadHasThreeSecondsAnewWheneverAnAnswerBringsSomething() {
        // Each of four entries takes five answers, which are a second and a half apart in all.
        dynamo.trouble(leftOutUntil(key -> 5 * (1 + number(key))));

        assertThat(read(4, Duration.ofMinutes(2)).unread()).isEmpty();

        assertThat(time.slept()).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(7));
    }

    @Test
    void aReadGoesOnOnlyUntilTheDeadline() {
        dynamo.trouble(leftOutUntil(LedgerTablePatienceTest::number));

        Entries entries = read(40, Duration.ofMillis(500));

        assertThat(entries.unread()).hasSizeBetween(28, 32);
        assertThat(time.slept()).isLessThanOrEqualTo(Duration.ofMillis(501));
    }

    @Test
    void aReadGivesBackWhatItHasWhenTheRestStaysOut() {
        dynamo.trouble(
                (operation, call, key) -> key.equals("key2") ? Optional.of(new Mishap.LeftOut()) : Optional.empty());

        Entries entries = read(3, Duration.ofMinutes(2));

        assertThat(entries.unread()).containsOnlyKeys(new LedgerKey("key2"));
        assertThatExceptionOfType(LedgerUnavailable.class)
                .isThrownBy(entries::all)
                .withMessage("DynamoDB did not give all entries of the ledger in time")
                .matches(LedgerUnavailable::isPassing);
        assertThat(time.slept()).isBetween(Duration.ofMillis(1500), Duration.ofSeconds(3));
    }

    /** DynamoDB does not leave out what it was asked for alone, but refuses. */
    @Test
    void aReadGivesBackWhatItHasWhenTheRestIsRefused() {
        dynamo.trouble((operation, call, key) -> key.equals("key2")
                ? Optional.of(
                        call == 1
                                ? new Mishap.LeftOut()
                                : Mishap.refused(400, "ProvisionedThroughputExceededException"))
                : Optional.empty());

        Entries entries = read(3, Duration.ofMinutes(2));

        assertThat(entries.unread()).containsOnlyKeys(new LedgerKey("key2"));
    }

    @Test
    void aWriteThatKeepsMeetingTransactionsIsGivenUpWithinThreeSeconds() {
        dynamo.trouble((operation, call, key) -> Optional.of(Mishap.refused(400, "TransactionConflictException")));

        assertThatExceptionOfType(LedgerUnavailable.class)
                .isThrownBy(() -> table.replace(
                        new LedgerKey("key0"), null, LedgerEntry.NONE, Deadline.in(Duration.ofMinutes(2), time)))
                .withMessage("The ledger could not be asked (TransactionConflictException)")
                .matches(LedgerUnavailable::isPassing);

        assertThat(dynamo.calls()).isEqualTo(6);
        assertThat(time.slept()).isBetween(Duration.ofMillis(1500), Duration.ofSeconds(3));
    }

    private static Trouble leftOutUntil(ToIntFunction<String> call) {
        return (operation, now, key) ->
                now <= call.applyAsInt(key) ? Optional.of(new Mishap.LeftOut()) : Optional.empty();
    }

    private static int number(String key) {
        return Integer.parseInt(key.substring("key".length()));
    }

    private Entries read(int count, Duration within) {
        List<LedgerKey> keys = IntStream.range(0, count)
                .mapToObj(i -> new LedgerKey("key" + i))
                .toList();
        return table.read(keys, Deadline.in(within, time));
    }
}
