package dev.keapsink.tools.queue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets Ctrl-C end a run after the step it is in, and the process after the run has tidied up. */
public final class Stop {
    /** A call to SQS ends within this time, its repetitions included. */
    private static final long LONGEST_SECONDS = 60;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean running;

    /** Asked for when the process is told to end. */
    static Stop hooked() {
        Stop stop = new Stop();
        Runtime.getRuntime().addShutdownHook(new Thread(stop::askAndWait));
        return stop;
    }

    void askAndWait() {
        ask();
        try {
            if (running && !ended.await(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("SQS does not answer; some messages may be sent twice.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Says that there will be an end to wait for. */
    public void begin() {
        running = true;
    }

    public void ask() {
        asked.countDown();
    }

    public boolean isAsked() {
        return asked.getCount() == 0;
    }

    /** Waits, but not longer than until the run is to stop. */
    void sleep(Duration duration) throws InterruptedException {
        boolean unused = asked.await(duration.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Says that everything is tidied up and printed. */
    public void end() {
        ended.countDown();
    }
}
