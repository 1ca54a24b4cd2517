package dev.keapsink.outcome;

import dev.keapsink.record.Message;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.resilience.Deadline;
import java.util.List;
import java.util.Set;

/** The queue that takes rejected records, together with the reason. */
public interface RejectQueue {

    /** A record and why it is rejected. */
    public record Reject(RecordPosition position, Rejected rejection) {

        /** The message that holds this record alone. */
        public Message message() {
            return position.message();
        }

        /** The reason in a sentence, with the record's number if its message held several. */
        public String detail() {
            return position.isAlone()
                    ? rejection.detail()
                    : "Record %d: %s".formatted(position.number(), rejection.detail());
        }
    }

    /**
     * Sends rejects. Never throws: a reject that the queue did not take is returned with its message.
     *
     * @return the indexes of the records that the queue took
     */
    public Set<Integer> send(List<Reject> rejects, Deadline deadline);

    /** For deployments without a reject queue: takes nothing, so that rejected records are returned as failed. */
    public static RejectQueue none() {
        return (rejects, deadline) -> Set.of();
    }
}
