package dev.keapsink.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.support.MemoryLedger;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever the order, and whoever dies when: one contact, its highest version, and every tag. */
class LedgerInterleavingsTest {

    private static final Logger LOG = Logger.getLogger("dev.keapsink");
    private static final int INTERLEAVINGS = Integer.getInteger("interleavings", 10_000);

    /** Thousands of batches with trouble would write it all to the console. */
    @BeforeAll
    static void beSilent() {
        LOG.setUseParentHandlers(false);
    }

    @AfterAll
    static void speakAgain() {
        LOG.setUseParentHandlers(true);
    }

    @Test
    void leaveOneContactWithItsHighestVersionAndEveryTag() {
        for (int seed = 0; seed < INTERLEAVINGS; seed++) {
            assertThat(Interleaving.play(seed, MemoryLedger::new)).isEmpty();
        }
    }
}
