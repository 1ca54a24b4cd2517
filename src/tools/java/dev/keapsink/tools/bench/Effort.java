package dev.keapsink.tools.bench;

/**
 * The amount of work in one run of a measurement.
 *
 * @param warmUp the records that a process writes before it is measured warm
 * @param repeats how often a batch of one record is repeated when Keap answers at once
 * @param records the records that a mean is taken of
 * @param largest the most records in a batch
 */
record Effort(int warmUp, int repeats, int records, int largest) {
    static final Effort FULL = new Effort(4_000, 50, 10_000, 10_000);

    /** Enough to see that every measurement works; the figures mean nothing. */
    static final Effort QUICK = new Effort(100, 4, 200, 200);

    boolean isQuick() {
        return this.equals(QUICK);
    }
}
