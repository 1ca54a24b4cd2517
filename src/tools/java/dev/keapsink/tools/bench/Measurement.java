package dev.keapsink.tools.bench;

import dev.keapsink.tools.bench.Figures.Sample;
import java.io.IOException;
import java.util.List;

/** Something that is measured, any number of times. */
interface Measurement {

    /** What {@code --only} calls it. */
    String name();

    /** The names of the figures that it yields, each with its unit at the end, in the order of the report. */
    List<String> figures();

    /** Measures once. */
    Sample measure(Lab lab) throws IOException, InterruptedException;

    /** Whether its runs are made at the same time, because most of it is waiting. */
    default boolean isSideBySide() {
        return false;
    }

    /** Whether it can be done with little effort. */
    default boolean isShort() {
        return true;
    }
}
