package dev.keapsink.tools.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.simulator.Call;
import dev.keapsink.simulator.KeapSimulator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts the calls that the simulated Keap received, with those that it refused.
 *
 * @param byKind calls by method, path (with a star for every id) and status, as in {@code PUT /v1/contacts 201}
 * @param perSecond calls by the second of the epoch, without those answered with 429
 * @param spikeArrests calls refused because they came too soon after another
 * @param throttled calls refused because the quota of the minute or day was used up
 * @param mostInFlight the most calls that waited for a reply at one time; 0 for an account that answers at once
 */
record CallFigures(
        Map<String, Integer> byKind, Map<Long, Integer> perSecond, int spikeArrests, int throttled, int mostInFlight) {
    private static final int TOO_MANY_REQUESTS = 429;

    /**
     * Returns the figures of the calls so far.
     *
     * @param skipped how many of the earliest calls are left out
     * @param latency how long the account takes to answer
     */
    static CallFigures of(KeapSimulator keap, int skipped, Duration latency) {
        List<Call> calls = keap.calls().stream().skip(skipped).toList();
        Map<String, Integer> byKind = new TreeMap<>();
        Map<Long, Integer> perSecond = new TreeMap<>();
        Deque<Instant> inFlight = new ArrayDeque<>();
        int most = 0;
        for (Call call : calls) {
            String path = call.path().replaceAll("/\\d+(?=/|$)", "/*");
            byKind.merge("%s %s %d".formatted(call.method(), path, call.status()), 1, Integer::sum);
            if (call.status() != TOO_MANY_REQUESTS) {
                perSecond.merge(call.at().getEpochSecond(), 1, Integer::sum);
            }
            while (!inFlight.isEmpty() && !inFlight.peek().plus(latency).isAfter(call.at())) {
                inFlight.remove();
            }
            if (latency.isPositive()) {
                inFlight.add(call.at());
                most = Math.max(most, inFlight.size());
            }
        }
        return new CallFigures(byKind, perSecond, keap.spikeArrests(), keap.throttled(), most);
    }

    /** Returns the number of all calls. */
    int calls() {
        return byKind.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Returns the number of calls that are no GET. */
    int writes() {
        return byKind.entrySet().stream()
                .filter(kind -> !kind.getKey().startsWith("GET "))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    /** Returns the figures as JSON; {@link #of(JsonNode)} reads them again. */
    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ObjectNode kinds = json.putObject("calls");
        byKind.forEach(kinds::put);
        ObjectNode seconds = json.putObject("calls_per_second");
        perSecond.forEach((second, calls) -> seconds.put(String.valueOf(second), calls));
        json.put("spike_arrests", spikeArrests);
        json.put("throttled", throttled);
        return json.put("most_in_flight", mostInFlight);
    }

    static CallFigures of(JsonNode json) {
        Map<String, Integer> byKind = new TreeMap<>();
        json.path("calls")
                .properties()
                .forEach(kind -> byKind.put(kind.getKey(), kind.getValue().asInt()));
        Map<Long, Integer> perSecond = new TreeMap<>();
        json.path("calls_per_second")
                .properties()
                .forEach(second -> perSecond.put(
                        Long.valueOf(second.getKey()), second.getValue().asInt()));
        return new CallFigures(
                byKind,
                perSecond,
                json.path("spike_arrests").asInt(),
                json.path("throttled").asInt(),
                json.path("most_in_flight").asInt());
    }
}
