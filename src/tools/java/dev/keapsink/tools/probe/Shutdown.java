package dev.keapsink.tools.probe;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets Ctrl-C end the experiments but not the tidying up: the process ends when the run says so. */
final class Shutdown {
    /** For somebody who presses Ctrl-C while Keap does not answer. */
    private static final long LONGEST_MINUTES = 3;

    private enum Phase {
        NOTHING_WRITTEN,
        EXPERIMENTING,
        TIDYING
    }

    private final Thread runner = Thread.currentThread();
    private final CountDownLatch tidied = new CountDownLatch(1);
    private Phase phase = Phase.NOTHING_WRITTEN;

    /** For the calling thread, which is the one that experiments. */
    static Shutdown hooked() {
        Shutdown shutdown = new Shutdown();
        Runtime.getRuntime().addShutdownHook(new Thread(shutdown::stop));
        return shutdown;
    }

    /** Stops the experiments, if there are any, and waits for the end. */
    private void stop() {
        try {
            if (interrupt() && !tidied.await(LONGEST_MINUTES, TimeUnit.MINUTES)) {
                System.err.println("Keap does not answer; the test contact may be left.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Interrupts experiments, but no tidying up; returns whether there is an end to wait for. */
    synchronized boolean interrupt() {
        if (phase == Phase.EXPERIMENTING) {
            runner.interrupt();
        }
        return phase != Phase.NOTHING_WRITTEN;
    }

    synchronized void experiment() {
        phase = Phase.EXPERIMENTING;
    }

    /** From now on nothing is interrupted. */
    synchronized void tidy() {
        phase = Phase.TIDYING;
        boolean unused = Thread.interrupted();
    }

    void end() {
        tidied.countDown();
    }
}
