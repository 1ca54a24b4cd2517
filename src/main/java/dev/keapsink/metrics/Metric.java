package dev.keapsink.metrics;

import java.time.Duration;

/**
 * One figure.
 *
 * @param unit in CloudWatch's spelling
 */
public record Metric(String name, String unit, double value) {

    /** A number of occurrences. */
    public static Metric count(String name, long count) {
        return new Metric(name, "Count", count);
    }

    /** A duration in whole milliseconds. */
    public static Metric time(String name, Duration time) {
        return new Metric(name, "Milliseconds", time.toMillis());
    }

    /** A share in percent. */
    public static Metric percent(String name, double percent) {
        return new Metric(name, "Percent", percent);
    }
}
