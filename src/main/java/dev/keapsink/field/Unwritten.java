package dev.keapsink.field;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a record has and Keap does not get.
 *
 * @param unused the names of the fields that have no place in Keap
 * @param leftOut values that say nothing, or find no place
 */
public record Unwritten(List<String> unused, List<LeftOut> leftOut) {

    /** Everything is written. */
    public static final Unwritten NOTHING = new Unwritten(List.of(), List.of());

    public Unwritten {
        unused = List.copyOf(unused);
        leftOut = List.copyOf(leftOut);
    }

    /** The same, and more that is left out. */
    public Unwritten and(List<LeftOut> more) {
        return new Unwritten(
                unused, Stream.concat(leftOut.stream(), more.stream()).toList());
    }

    /** The same where some of the fields found a place after all. */
    public Unwritten without(Predicate<String> placed) {
        return new Unwritten(
                unused.stream().filter(placed.negate()).toList(),
                leftOut.stream().filter(value -> !placed.test(value.column())).toList());
    }
}
