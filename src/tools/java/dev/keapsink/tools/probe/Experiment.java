package dev.keapsink.tools.probe;

import java.util.List;

/** Finds out one property of the account by writing to the test contact. */
interface Experiment {
    /** Returns the heading of its finding. */
    String topic();

    /** Returns the custom fields that it may write, so that they can be announced before. */
    default List<Field> fields(Account account) {
        return List.of();
    }

    /**
     * Adds its findings to the report.
     *
     * @throws UnusableReply if Keap's replies do not show the property
     */
    void run(ExperimentContext context);
}
