package dev.keapsink.tools.export;

import dev.keapsink.export.ExportStore;
import java.io.PrintWriter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The place that an export goes to. */
interface ExportTarget {

    /** Keeps the pages. */
    ExportStore store();

    /** The moment since which the export reads changes; null if it reads everything. */
    @Nullable
    Instant since();

    /** Is told after each page. */
    void paged();

    /**
     * Ends the export.
     *
     * @param whole whether everything was read
     */
    void finish(boolean whole);

    /** Notes why the export was cut off. */
    void failed(String sentence);

    /** Prints what can be done with the result. */
    void printNext(PrintWriter out);
}
