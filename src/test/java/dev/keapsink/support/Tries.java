package dev.keapsink.support;

import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Properties of random input: each try makes its input from a seed of its own and checks it.
 *
 * <p>The seeds of a property are consecutive numbers from a fixed one on, so every build tries the same input.
 * {@code -Dtries=100000} tries so many, {@code -Dfirst-seed=5000000} begins elsewhere; both apply to each property that runs. A
 * failure quotes the seed and the input. Both options together repeat that one try.
 *
 * <p>No input is made smaller after a failure, and no edge case is added: a generator names those that matter.
 */
public final class Tries {

    private Tries() {}

    /**
     * Checks a property of input from so many seeds.
     *
     * @param firstSeed unlike that of other properties with this input, so that each of them tries its own
     * @param input makes the same input from the same random numbers
     * @param property throws if it does not hold
     * @throws AssertionError at the first input for which the property throws anything
     */
    public static <T> void forAll(long firstSeed, int tries, Function<Random, T> input, Consumer<T> property) {
        long first = Long.getLong("first-seed", firstSeed);
        long end = first + Integer.getInteger("tries", tries);
        for (long seed = first; seed < end; seed++) {
            T one = input.apply(random(seed));
            try {
                property.accept(one);
            } catch (Throwable e) {
                throw new AssertionError(said(seed, one) + e, e);
            }
        }
    }

    /** The input up to a length that a log can show. */
    private static String said(long seed, Object input) {
        return "Seed %1$d (again: -Dfirst-seed=%1$d -Dtries=1) with %2$.10000s%n".formatted(seed, input);
    }

    /** The first numbers of neighbouring seeds would be alike. */
    private static Random random(long seed) {
        return new Random(new SplittableRandom(seed).nextLong());
    }
}
