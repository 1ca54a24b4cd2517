package dev.keapsink.tools.demo;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.keapsink.tools.records.RecordFile.Line;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a run came to, by message id.
 *
 * @param sent the line of every message
 * @param rejects the reject queue; an entry may be there twice, because it is filled at least once
 * @param deadLetters the messages that were given up
 */
public record Outcome(
        Map<String, Line> sent, Tally tally, List<Reject> rejects, List<String> deadLetters, Duration elapsed) {

    /** Each rejected message once, in the order of the lines. */
    public Map<Line, Reject> rejected() {
        Map<String, Reject> byId =
                rejects.stream().collect(toMap(Reject::sourceMessageId, reject -> reject, (first, again) -> first));
        Map<Line, Reject> rejected = new LinkedHashMap<>();
        sent.forEach((id, line) -> {
            if (byId.containsKey(id)) {
                rejected.put(line, byId.get(id));
            }
        });
        return rejected;
    }

    /** The lines that were acknowledged and not rejected. */
    public List<Line> written() {
        Set<Line> rejected = rejected().keySet();
        return sent.entrySet().stream()
                .filter(message -> tally.acked().containsKey(message.getKey()))
                .map(Map.Entry::getValue)
                .filter(line -> !rejected.contains(line))
                .toList();
    }

    /** The batch in which each line was acknowledged, by line number. */
    public Map<Long, Integer> batches() {
        return tally.acked().entrySet().stream()
                .collect(toMap(acked -> sent.get(acked.getKey()).number(), Map.Entry::getValue));
    }

    /** Returns what does not add up between the queues themselves, a sentence each. */
    public List<String> findings() {
        List<String> findings = new ArrayList<>();
        Set<String> known = sent.keySet();
        rejects.stream()
                .map(Reject::sourceMessageId)
                .filter(id -> !known.contains(id))
                .forEach(id -> findings.add("The reject queue holds a message that was never sent: " + id));
        Set<String> dead = deadLetters.stream().collect(toSet());
        sent.forEach((id, line) -> {
            if (tally.acked().containsKey(id) == dead.contains(id)) {
                findings.add("Line %d is %s"
                        .formatted(
                                line.number(),
                                dead.contains(id) ? "both done and dead-lettered" : "neither done nor dead-lettered"));
            }
        });
        return findings;
    }
}
