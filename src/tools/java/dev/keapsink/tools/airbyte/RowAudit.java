package dev.keapsink.tools.airbyte;

import dev.keapsink.outcome.RecordReport;
import java.util.List;
import java.util.function.Supplier;

/** Keeps what became of the rows of a batch, before any of them counts as settled. */
@FunctionalInterface
interface RowAudit {

    /** Keeps nothing. */
    static RowAudit none() {
        return reports -> true;
    }

    /** Keeps the reports of a batch, and returns whether its rows may be settled. */
    boolean isKept(Supplier<List<RecordReport>> reports);
}
