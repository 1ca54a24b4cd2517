package dev.keapsink.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Records all calls, in the order of their arrival. */
final class Journal {
    private final List<Call> calls = new ArrayList<>();

    void add(Instant at, SimulatedRequest request, SimulatedReply reply) {
        calls.add(new Call(
                at,
                request.method(),
                request.path(),
                request.query(),
                request.body(),
                reply.status(),
                reply.delivery()));
    }

    List<Call> all() {
        return List.copyOf(calls);
    }

    int count(Predicate<Call> kind) {
        return (int) calls.stream().filter(kind).count();
    }
}
