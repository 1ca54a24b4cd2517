package dev.keapsink.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.aws.LedgerTable;
import dev.keapsink.aws.LedgerTable.Timeouts;
import dev.keapsink.ledger.LedgerStore;
import dev.keapsink.resilience.Backoff;
import dev.keapsink.resilience.Sleeper;
import dev.keapsink.resilience.VirtualThreads;
import dev.keapsink.tools.local.DynamoDbLocal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The same as {@link LedgerInterleavingsTest}, fewer of them, with the ledger that is deployed. */
class LedgerInterleavingsOnDynamoDbTest {

    private static final Logger LOG = Logger.getLogger("dev.keapsink");
    private static final DynamoDbLocal DYNAMO = DynamoDbLocal.shared();
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int INTERLEAVINGS = 200;
    private static final int AT_ONCE = 4;

    @BeforeAll
    static void beSilent() {
        LOG.setLevel(Level.OFF);
    }

    @AfterAll
    static void speakAgain() {
        LOG.setLevel(null);
    }

    @Test
    void leaveOneObjectInItsHighestVersion() {
        List<Integer> seeds = IntStream.range(0, INTERLEAVINGS).boxed().toList();

        assertThat(new VirtualThreads(AT_ONCE)
                        .map(seeds, seed -> Interleaving.play(seed, LedgerInterleavingsOnDynamoDbTest::table)).stream()
                                .filter(wrong -> !wrong.isEmpty())
                                .limit(3))
                .isEmpty();
    }

    /** One for each, because all are about the same person. */
    private static LedgerStore table(InstantSource clock) {
        String name = "interleaving-" + UUID.randomUUID();
        DYNAMO.create(name, "pk");
        return new LedgerTable(
                DYNAMO::client, name, new Timeouts(PATIENCE, PATIENCE), clock, Sleeper.SYSTEM, new Backoff(() -> 0.5));
    }
}
