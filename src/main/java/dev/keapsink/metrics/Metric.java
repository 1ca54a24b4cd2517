package dev.keapsink.metrics;

import java.time.Duration;

/**
 * One figure.
 *
 * @param unit as CloudWatch calls it
 */
public record Metric(String name, String unit, double value) {

    /** How often. */
    public static Metric count(String name, long count) {
        return new Metric(name, "Count", count);
    }

    /** How long. */
    public static Metric time(String name, Duration time) {
        return new Metric(name, "Milliseconds", time.toMillis());
    }

    /** A share of a hundred. */
    public static Metric percent(String name, double percent) {
        return new Metric(name, "Percent", percent);
    }
}
