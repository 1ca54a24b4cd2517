package dev.keapsink.tools.validate;

import dev.keapsink.tools.validate.SqlCheck.Severity;

/**
 * What a check found.
 *
 * @param failures the number of failing rows
 * @param sample the first of them, as a JSON list of objects; they may be personal
 * @param millis how long the query took
 */
record CheckOutcome(SqlCheck check, long failures, String sample, long millis) {

    boolean isPassed() {
        return failures == 0;
    }

    /** Whether it fails the whole. */
    boolean isError() {
        return !isPassed() && check.severity() == Severity.ERROR;
    }

    /** Without the sample. */
    @Override
    public String toString() {
        return "CheckOutcome[%s: %d]".formatted(check.name(), failures);
    }
}
