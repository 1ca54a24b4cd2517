package dev.keapsink.simulator;

import java.time.Instant;
import java.util.function.Predicate;

/**
 * The calls that a fault strikes.
 *
 * @param times how many calls at most; {@link Integer#MAX_VALUE} for no limit
 * @param every n for every nth call, beginning with the first
 * @param kind the calls in question
 * @param from the first instant
 * @param until the first instant that no longer counts
 */
record Scope(int times, int every, Predicate<SimulatedRequest> kind, Instant from, Instant until) {
    static final Scope EVERYTHING = new Scope(Integer.MAX_VALUE, 1, request -> true, Instant.MIN, Instant.MAX);

    Scope onlyNext(int number) {
        return new Scope(number, every, kind, from, until);
    }

    Scope onlyEvery(int nth) {
        return new Scope(times, nth, kind, from, until);
    }

    Scope only(Predicate<SimulatedRequest> narrower) {
        return new Scope(times, every, kind.and(narrower), from, until);
    }

    Scope between(Instant start, Instant end) {
        return new Scope(times, every, kind, start, end);
    }

    boolean covers(SimulatedRequest request, Instant now) {
        return !now.isBefore(from) && now.isBefore(until) && kind.test(request);
    }
}
