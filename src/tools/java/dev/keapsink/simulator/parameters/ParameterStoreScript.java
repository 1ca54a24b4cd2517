package dev.keapsink.simulator.parameters;

import dev.keapsink.simulator.parameters.ParameterStore.Request;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Holds the failures that a test has scripted, and counts the requests for each operation. Thread-safe. */
final class ParameterStoreScript {

    private final Map<String, Integer> counts = new HashMap<>();
    private final Map<String, Deque<Mishap>> mishaps = new HashMap<>();
    private final Set<String> denied = new HashSet<>();

    /** The failure of one request. */
    sealed interface Mishap {

        record Refused(String errorType) implements Mishap {}

        record ReplyLost() implements Mishap {}
    }

    synchronized void add(int times, String operation, Mishap mishap) {
        for (int i = 0; i < times; i++) {
            mishaps.computeIfAbsent(operation, unused -> new ArrayDeque<>()).add(mishap);
        }
    }

    synchronized void deny(String operation) {
        denied.add(operation);
    }

    synchronized void allow(String operation) {
        denied.remove(operation);
    }

    synchronized void count(String operation) {
        counts.merge(operation, 1, Integer::sum);
    }

    synchronized int counted(String operation) {
        return counts.getOrDefault(operation, 0);
    }

    /**
     * Takes the next scripted failure of a request's operation. Returns whether the reply must be lost.
     *
     * @throws ParameterStoreError if the request must be refused
     */
    synchronized boolean apply(Request request) {
        if (denied.contains(request.operation()) || request.name().startsWith("/forbidden")) {
            throw new ParameterStoreError("AccessDeniedException", "not authorized");
        }
        Optional<Mishap> next =
                Optional.ofNullable(mishaps.get(request.operation())).map(Deque::poll);
        if (next.isPresent() && next.get() instanceof Mishap.Refused refused) {
            throw new ParameterStoreError(refused.errorType(), "by script");
        }
        return next.isPresent();
    }
}
