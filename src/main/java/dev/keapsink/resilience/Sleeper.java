package dev.keapsink.resilience;

import java.time.Duration;

/** The one way to wait, so that tests can let time pass without spending it. */
@FunctionalInterface
public interface Sleeper {

    /** Lets the calling thread wait for real. */
    Sleeper SYSTEM = Thread::sleep;

    void sleep(Duration duration) throws InterruptedException;
}
