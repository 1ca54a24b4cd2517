package dev.keapsink.field;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The parts of a record that Keap does not get.
 *
 * @param unused names of the record's fields that no field in Keap takes
 * @param leftOut values that are fillers or that no field takes
 */
public record Unwritten(List<String> unused, List<LeftOut> leftOut) {

    /** Everything is written. */
    public static final Unwritten NOTHING = new Unwritten(List.of(), List.of());

    public Unwritten {
        unused = List.copyOf(unused);
        leftOut = List.copyOf(leftOut);
    }

    /** The same with more values that are left out. */
    public Unwritten and(List<LeftOut> more) {
        return new Unwritten(
                unused, Stream.concat(leftOut.stream(), more.stream()).toList());
    }

    /** The same without the fields that were placed after all. */
    public Unwritten without(Predicate<String> placed) {
        return new Unwritten(
                unused.stream().filter(placed.negate()).toList(),
                leftOut.stream().filter(value -> !placed.test(value.column())).toList());
    }
}
