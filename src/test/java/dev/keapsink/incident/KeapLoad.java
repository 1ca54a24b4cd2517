package dev.keapsink.incident;

import dev.keapsink.simulator.Call;
import dev.keapsink.simulator.Quota;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What the incident meant to Keap.
 *
 * @param throttled calls that came when the quota was used up
 * @param quotaUsed the share of the quota in the full minutes of a steady backlog, if that was measured
 */
record KeapLoad(int calls, int throttled, int spikeArrests, OptionalDouble quotaUsed) {

    /**
     * @param backlog its beginning and its end; empty if there was none
     */
    static KeapLoad of(List<Call> calls, Network network, List<Instant> backlog, Quota quota) {
        OptionalDouble used = backlog.isEmpty()
                ? OptionalDouble.empty()
                : used(calls, backlog.getFirst(), backlog.getLast(), quota.perMinute());
        return new KeapLoad(calls.size(), network.throttled(), network.spikeArrests(), used);
    }

    /** Without the last minute, in which the backlog comes to its end. */
    private static OptionalDouble used(List<Call> calls, Instant begin, Instant end, int perMinute) {
        Instant from = begin.plusSeconds(59).truncatedTo(ChronoUnit.MINUTES);
        Instant until = end.truncatedTo(ChronoUnit.MINUTES).minusSeconds(60);
        long minutes = ChronoUnit.MINUTES.between(from, until);
        long inside = calls.stream()
                .filter(call -> call.status() != 0 && call.status() != 429)
                .filter(call -> !call.at().isBefore(from) && call.at().isBefore(until))
                .count();
        return minutes < 1 ? OptionalDouble.empty() : OptionalDouble.of((double) inside / (minutes * perMinute));
    }
}
