package dev.keapsink.tools.demo;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.keapsink.tools.records.RecordFile.Line;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The result of a run, as the queues show it.
 *
 * @param sent the line of every message, by message id
 * @param tally the counts of the event source
 * @param rejects the entries of the reject queue; one may be there twice, because delivery is at least once
 * @param deadLetters the ids of the messages in the dead-letter queue
 * @param elapsed from the first message sent until the last one was done
 */
public record RunOutcome(
        Map<String, Line> sent, Tally tally, List<Reject> rejects, List<String> deadLetters, Duration elapsed) {

    /** Returns each rejected line once, in the order of the lines, with its entry in the reject queue. */
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

    /** Returns the lines that were acknowledged and not rejected, in the order of the lines. */
    public List<Line> written() {
        Set<Line> rejected = rejected().keySet();
        return sent.entrySet().stream()
                .filter(message -> tally.acked().containsKey(message.getKey()))
                .map(Map.Entry::getValue)
                .filter(line -> !rejected.contains(line))
                .toList();
    }

    /** Returns the number of the batch in which each line was acknowledged, by line number. */
    public Map<Long, Integer> batches() {
        return tally.acked().entrySet().stream()
                .collect(toMap(acked -> line(acked.getKey()).number(), Map.Entry::getValue));
    }

    private Line line(String messageId) {
        return Objects.requireNonNull(sent.get(messageId), "the run's queue holds only messages that it sent");
    }

    /** Returns one sentence for each contradiction between the queues; empty when every message has one outcome. */
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
