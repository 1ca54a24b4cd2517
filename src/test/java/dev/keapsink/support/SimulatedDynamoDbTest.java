package dev.keapsink.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.keapsink.aws.LedgerTable;
import dev.keapsink.aws.LedgerTable.Timeouts;
import dev.keapsink.ledger.LedgerKey;
import dev.keapsink.ledger.LedgerStore;
import dev.keapsink.ledger.LedgerStoreContract;
import dev.keapsink.ledger.LedgerUnavailable;
import dev.keapsink.resilience.Backoff;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.simulator.memory.VirtualTime;
import dev.keapsink.support.SimulatedDynamoDb.Mishap;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The ledger's table on it does what it does on DynamoDB Local. */
class SimulatedDynamoDbTest extends LedgerStoreContract {

    private static final LedgerKey ONE = new LedgerKey("one");
    private static final LedgerKey OTHER = new LedgerKey("other");

    private final VirtualTime time = new VirtualTime();
    private final SimulatedDynamoDb dynamo = new SimulatedDynamoDb(time, () -> Duration.ofMillis(10));

    @Override
    protected LedgerStore store(InstantSource clock) {
        return new LedgerTable(() -> dynamo, "ledger", Timeouts.STANDARD, clock, time, new Backoff(() -> 0.5));
    }

    @Test
    void anAnswerThatComesTooLateIsNotWaitedFor() {
        dynamo.trouble((operation, call, key) -> Optional.of(new Mishap.Delayed(Duration.ofHours(1))));

        assertThatExceptionOfType(LedgerUnavailable.class)
                .isThrownBy(() -> store(time).read(List.of(ONE), soon()))
                .withMessageContaining("ApiCallTimeoutException");
        assertThat(time.slept()).isEqualTo(Duration.ofMillis(3001));
    }

    @Test
    void whatIsLeftOutOfAReadIsUnread() {
        dynamo.trouble(
                (operation, call, key) -> key.equals("one") ? Optional.of(new Mishap.LeftOut()) : Optional.empty());

        assertThat(store(time).read(List.of(ONE, OTHER), soon()).unread()).containsOnlyKeys(ONE);
    }

    private Deadline soon() {
        return Deadline.in(Duration.ofMinutes(1), time);
    }
}
