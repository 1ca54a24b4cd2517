package dev.keapsink.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.resilience.VirtualThreads;
import dev.keapsink.simulator.memory.MemoryLedger;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever the order, and whoever dies when: one object of each type, its highest version, and a contact's tags. */
class LedgerInterleavingsTest {

    private static final Logger LOG = Logger.getLogger("dev.keapsink");
    private static final int INTERLEAVINGS = Integer.getInteger("interleavings", 10_000);

    /** Each is one course, whatever the others do. */
    private static final int AT_ONCE = 4;

    /** Thousands of batches with trouble would write it all to the console. */
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
                        .map(seeds, seed -> Interleaving.play(seed, MemoryLedger::new)).stream()
                                .filter(wrong -> !wrong.isEmpty())
                                .limit(3))
                .isEmpty();
    }
}
