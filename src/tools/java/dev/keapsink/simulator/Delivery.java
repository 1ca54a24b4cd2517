package dev.keapsink.simulator;

import java.time.Duration;

/** The delivery of a reply: first a delay, then the answer or a failure of the connection. */
public record Delivery(End end, Duration delay) {
    /** The answer arrives at once. */
    public static final Delivery NORMAL = new Delivery(End.ANSWER, Duration.ZERO);

    /** The connection breaks at once. */
    public static final Delivery RESET = new Delivery(End.RESET, Duration.ZERO);

    /** No connection is made. */
    public static final Delivery REFUSED = new Delivery(End.REFUSED, Duration.ZERO);

    /** No answer arrives while a caller waits: the connection breaks after a day. */
    public static final Delivery NEVER = new Delivery(End.RESET, Duration.ofDays(1));

    /** The end of a delivery, as the caller sees it. */
    public enum End {
        /** An answer. */
        ANSWER,
        /** A connection that broke. */
        RESET,
        /** No connection at all. */
        REFUSED
    }

    /** The same delivery after an additional delay. */
    public Delivery delayedBy(Duration longer) {
        return new Delivery(end, delay.plus(longer));
    }

    /** Whether an answer arrives. */
    public boolean isAnswered() {
        return end == End.ANSWER;
    }
}
