package dev.keapsink.tools.bench;

/**
 * How much is done for one run of a measurement.
 *
 * @param warmUp records before anything is measured in a process that is to be warm
 * @param repeats how often a batch of one is repeated when Keap answers at once
 * @param records that a mean is taken of
 * @param largest the most records in a batch
 */
record Effort(int warmUp, int repeats, int records, int largest) {
    static final Effort FULL = new Effort(4_000, 50, 10_000, 10_000);

    /** To see that everything works. */
    static final Effort QUICK = new Effort(100, 4, 200, 200);

    boolean isQuick() {
        return this.equals(QUICK);
    }
}
