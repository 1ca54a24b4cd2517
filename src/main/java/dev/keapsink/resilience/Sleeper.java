package dev.keapsink.resilience;

import java.time.Duration;

/** The only way to wait, which tests replace to let time pass at once. */
@FunctionalInterface
public interface Sleeper {

    /** Lets the calling thread wait for real. */
    Sleeper SYSTEM = Thread::sleep;

    void sleep(Duration duration) throws InterruptedException;
}
