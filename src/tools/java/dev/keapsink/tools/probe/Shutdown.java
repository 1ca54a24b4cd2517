package dev.keapsink.tools.probe;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ends the experiments at Ctrl-C, and keeps the process alive until the cleanup is done. */
final class Shutdown {
    /** The longest wait after Ctrl-C, for a Keap that does not answer. */
    private static final long LONGEST_MINUTES = 3;

    private enum Phase {
        NOTHING_WRITTEN,
        EXPERIMENTING,
        CLEANING_UP
    }

    private final Thread runner = Thread.currentThread();
    private final CountDownLatch ended = new CountDownLatch(1);
    private Phase phase = Phase.NOTHING_WRITTEN;

    /** Returns the shutdown of this process; the calling thread is the one that runs the experiments. */
    static Shutdown hooked() {
        Shutdown shutdown = new Shutdown();
        Runtime.getRuntime().addShutdownHook(new Thread(shutdown::stop));
        return shutdown;
    }

    /** Stops the experiments, if there are any, and waits for the end. */
    private void stop() {
        try {
            if (interrupt() && !ended.await(LONGEST_MINUTES, TimeUnit.MINUTES)) {
                System.err.println("Keap does not answer; the test contact may be left.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Interrupts the experiments, but never the cleanup; returns whether there is an end to wait for. */
    synchronized boolean interrupt() {
        if (phase == Phase.EXPERIMENTING) {
            runner.interrupt();
        }
        return phase != Phase.NOTHING_WRITTEN;
    }

    /** From now on a Ctrl-C interrupts the run and waits for its end. */
    synchronized void beginExperiments() {
        phase = Phase.EXPERIMENTING;
    }

    /** From now on a Ctrl-C waits for the end without an interrupt. */
    synchronized void beginCleanup() {
        phase = Phase.CLEANING_UP;
        boolean unused = Thread.interrupted();
    }

    /** Marks the end of the run; the process may end. */
    void end() {
        ended.countDown();
    }
}
