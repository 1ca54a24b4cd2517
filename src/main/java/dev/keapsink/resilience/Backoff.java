package dev.keapsink.resilience;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Computes delays that double and carry jitter, so that calls that failed together do not come back together.
 *
 * @param chance a source of numbers from 0 (included) to 1 (excluded)
 */
public record Backoff(DoubleSupplier chance) {

    private static final double JITTER = 0.2;

    /** Doubling stops here, far above every cap in use, before a delay could overflow. */
    private static final int MOST_DOUBLINGS = 30;

    /** The delay before attempt n + 1: {@code base} × 2^(n−1), give or take a fifth. */
    public Duration delay(Duration base, int n) {
        double doubled = Math.scalb((double) base.toMillis(), Math.min(Math.max(n, 1) - 1, MOST_DOUBLINGS));
        return Duration.ofMillis(Math.round(doubled * (1 - JITTER + 2 * JITTER * chance.getAsDouble())));
    }

    /** A delay of at least this floor, and up to a fifth longer. */
    public Duration atLeast(Duration floor) {
        long millis = floor.plusNanos(999_999).toMillis();
        return Duration.ofMillis((long) Math.ceil(millis * (1 + JITTER * chance.getAsDouble())));
    }
}
