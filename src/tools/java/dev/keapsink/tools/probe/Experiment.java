package dev.keapsink.tools.probe;

import java.util.List;

/** Finds out one thing. */
interface Experiment {
    /** What it is about, in a few words. */
    String topic();

    /** The custom fields that it may write. */
    default List<Field> fields(Account account) {
        return List.of();
    }

    /**
     * Adds what it finds to the report.
     *
     * @throws Unexpected if Keap's replies make no sense
     */
    void run(ExperimentContext context);
}
