package dev.keapsink.batch;

/** Counts what our own code does when {@link CountedClasses} has loaded it. For one thread at a time. */
public final class StepCount {

    private static long count;

    private StepCount() {}

    /** A method was entered, or a jump back made. */
    public static void one() {
        count++;
    }

    static long count() {
        return count;
    }
}
