package dev.keapsink.simulator;

import java.time.Instant;
import java.util.function.Predicate;

/** Which calls a fault strikes: how many at most, every how many, of what kind, and between which instants. */
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
