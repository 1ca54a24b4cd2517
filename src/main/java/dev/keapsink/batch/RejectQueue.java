package dev.keapsink.batch;

import dev.keapsink.record.Message;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.resilience.Deadline;
import java.util.List;
import java.util.Set;

/** Where rejected records go, together with the reason. */
public interface RejectQueue {

    /** A message and why it is rejected. */
    record Reject(Message message, Rejected rejection) {}

    /**
     * Sends rejects.
     *
     * @return the ids of the messages that the queue took; never throws, because a reject that is not taken is returned
     */
    Set<String> send(List<Reject> rejects, Deadline deadline);

    /** For deployments without a reject queue: takes nothing, so that what is rejected is returned as failed. */
    static RejectQueue none() {
        return (rejects, deadline) -> Set.of();
    }
}
