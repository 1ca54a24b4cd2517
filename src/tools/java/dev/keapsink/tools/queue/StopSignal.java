package dev.keapsink.tools.queue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ends a run at Ctrl-C after its current step, and the process after the run has cleaned up. Threadsafe. */
public final class StopSignal {
    /** Longer than a call to SQS takes with its retries. */
    private static final long LONGEST_SECONDS = 60;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean running;

    /** Returns a signal that a shutdown hook of this process sets. */
    static StopSignal hooked() {
        StopSignal stop = new StopSignal();
        Runtime.getRuntime().addShutdownHook(new Thread(stop::askAndWait));
        return stop;
    }

    /** Sets the signal and waits, for a minute at most, until a run that has begun has ended. */
    void askAndWait() {
        ask();
        try {
            if (running && !ended.await(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                System.err.println(
                        "SQS does not answer. Received messages may stay out of sight for a while, and some may be"
                                + " sent twice.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Marks the begin of a run, whose end the process then waits for. */
    public void begin() {
        running = true;
    }

    /** Asks the run to stop. */
    public void ask() {
        asked.countDown();
    }

    /** Returns whether the run is to stop. */
    public boolean isAsked() {
        return asked.getCount() == 0;
    }

    /** Waits for this time, or until the run is to stop. */
    void sleep(Duration duration) throws InterruptedException {
        boolean unused = asked.await(duration.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Marks the end of the run: everything is cleaned up and printed. */
    public void end() {
        ended.countDown();
    }
}
