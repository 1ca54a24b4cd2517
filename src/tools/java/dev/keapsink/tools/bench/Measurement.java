package dev.keapsink.tools.bench;

import dev.keapsink.tools.bench.Figures.Sample;
import java.io.IOException;
import java.util.List;

/** One measurement, which can be repeated any number of times. */
interface Measurement {

    /** Returns its name in {@code --only}. */
    String name();

    /** Returns the names of its figures, each with its unit at the end, in the order of the report. */
    List<String> figures();

    /** Makes one run, and returns the value of each figure. */
    Sample measure(BenchContext lab) throws IOException, InterruptedException;

    /** Returns whether all runs are made at the same time, because a run mostly waits. */
    default boolean isSideBySide() {
        return false;
    }

    /** Returns whether {@code --quick} includes it. */
    default boolean isShort() {
        return true;
    }
}
