package dev.keapsink.aws;

import dev.keapsink.outcome.RejectQueue.Reject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/**
 * Says whether the reject queue took a reject.
 *
 * @param trouble why the queue did not take it; empty if it did
 */
record RejectAnswer(Reject reject, Optional<String> trouble) {

    private static final Logger LOG = Logger.getLogger(SqsRejectQueue.class);

    static RejectAnswer not(Reject reject, String trouble) {
        return new RejectAnswer(reject, Optional.of(trouble));
    }

    static List<RejectAnswer> not(List<RejectEntry> entries, String trouble) {
        return entries.stream().map(entry -> not(entry.reject(), trouble)).toList();
    }

    boolean isTaken() {
        return trouble.isEmpty();
    }

    /** Logs one line for each trouble with its number of records: a queue that is gone may refuse ten thousand. */
    static void logTroubles(List<RejectAnswer> answers) {
        Map<String, List<Reject>> notTaken = new TreeMap<>();
        for (RejectAnswer answer : answers) {
            answer.trouble()
                    .ifPresent(trouble -> notTaken.computeIfAbsent(trouble, ignored -> new ArrayList<>())
                            .add(answer.reject()));
        }
        notTaken.forEach((trouble, rejects) -> LOG.warnf(
                "The reject queue did not take %d records (%s), the first of them of message %s; they go back to the queue",
                rejects.size(), trouble, rejects.getFirst().message().id()));
    }
}
