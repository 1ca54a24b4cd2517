package dev.keapsink.simulator;

import java.time.Duration;

/** How a reply reaches the caller: after a delay, and then as an answer or as a connection reset with no answer. */
public record Delivery(boolean reset, Duration delay) {
    public static final Delivery NORMAL = new Delivery(false, Duration.ZERO);
    public static final Delivery RESET = new Delivery(true, Duration.ZERO);
    /** Longer than any caller waits. */
    public static final Delivery NEVER = new Delivery(true, Duration.ofDays(1));

    public Delivery delayedBy(Duration longer) {
        return new Delivery(reset, delay.plus(longer));
    }
}
