package dev.keapsink.tools.bench;

import java.util.List;
import java.util.Optional;

/**
 * The limit that a figure must keep.
 *
 * @param figure the figure's name, which ends in its unit
 * @param bound how the figure compares to the limits
 * @param jvm the limit for the JVM package
 * @param nativeImage the limit for the native package
 */
record Goal(String figure, Bound bound, double jvm, double nativeImage) {

    /** The side of the limit that is good; the limit itself is good, too. */
    enum Bound {
        AT_MOST("≤"),
        AT_LEAST("≥"),
        EXACTLY("=");

        private final String sign;

        Bound(String sign) {
            this.sign = sign;
        }
    }

    /** All goals, in the order of the report. */
    static final List<Goal> ALL = List.of(
            atMost(ColdStart.FIRST_REPLY, 2_000, 100),
            atMost(SteadyLoad.CPU, 0.6, 0.35),
            atMost(SteadyLoad.PEAK_MEMORY, 400, 110),
            atMost(SteadyLoad.PEAK_MEMORY_LARGE, 400, 110),
            exactly(KeapCalls.WRITES, 101),
            exactly(KeapCalls.SECOND_TAG, 1),
            atMost(Parallelism.WALL, 1_500, 1_500),
            atLeast(Parallelism.IN_FLIGHT, 8),
            atMost(Growth.GROWTH, 10, 10),
            atMost(HostileOrder.PLANNED, 1_000, 1_000),
            atMost(HostileOrder.SETTLED, 1_000, 1_000),
            atMost(HostileOrder.WHOLE, 2_000, 2_000),
            atMost(HostileOrder.GROWTH, 20, 20),
            atLeast(AirbyteDoor.RATIO, 60),
            atMost(AirbyteDoor.PEAK_MEMORY, 400, 400),
            atMost(AccountExport.PEAK_MEMORY, 400, 400),
            atMost(AccountExport.MORE_CALLS, 50, 50),
            atLeast(Backlog.ONE.minuteUsed(), 97),
            exactly(Backlog.ONE.throttled(), 0),
            exactly(Backlog.ONE.spikeArrests(), 0),
            exactly(Backlog.ONE.returned(), 0),
            atLeast(Backlog.TWO.minuteUsed(), 97),
            exactly(Backlog.TWO.throttled(), 0),
            atMost(Backlog.TWO.spikeArrests(), 10, 10),
            exactly(Backlog.TWO.returned(), 0));

    private static Goal atMost(String figure, double jvm, double nativeImage) {
        return new Goal(figure, Bound.AT_MOST, jvm, nativeImage);
    }

    private static Goal atLeast(String figure, double limit) {
        return new Goal(figure, Bound.AT_LEAST, limit, limit);
    }

    private static Goal exactly(String figure, double limit) {
        return new Goal(figure, Bound.EXACTLY, limit, limit);
    }

    /** Returns the goal of a figure, if it has one. */
    static Optional<Goal> of(String figure) {
        return ALL.stream().filter(goal -> goal.figure.equals(figure)).findFirst();
    }

    double limit(boolean isNative) {
        return isNative ? nativeImage : jvm;
    }

    boolean isMetBy(double value, boolean isNative) {
        return switch (bound) {
            case AT_MOST -> value <= limit(isNative);
            case AT_LEAST -> value >= limit(isNative);
            case EXACTLY -> value == limit(isNative);
        };
    }

    /** Returns the goal as the documentation writes it, for example {@code ≤ 0.6}. */
    String text(boolean isNative) {
        return bound.sign + " " + Figures.number(limit(isNative));
    }
}
