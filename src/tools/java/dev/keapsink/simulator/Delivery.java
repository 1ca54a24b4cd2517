package dev.keapsink.simulator;

import java.time.Duration;

/** How a reply reaches the caller: after a delay, and then as an answer or as a broken connection with no answer. */
public record Delivery(End end, Duration delay) {
    public static final Delivery NORMAL = new Delivery(End.ANSWER, Duration.ZERO);
    public static final Delivery RESET = new Delivery(End.RESET, Duration.ZERO);
    public static final Delivery REFUSED = new Delivery(End.REFUSED, Duration.ZERO);
    /** Longer than any caller waits. */
    public static final Delivery NEVER = new Delivery(End.RESET, Duration.ofDays(1));

    /** What the caller sees in the end. */
    public enum End {
        ANSWER,
        /** The connection was there and broke. */
        RESET,
        /** There never was a connection. */
        REFUSED
    }

    public Delivery delayedBy(Duration longer) {
        return new Delivery(end, delay.plus(longer));
    }

    /** Whether there is an answer at all. */
    public boolean isAnswered() {
        return end == End.ANSWER;
    }
}
