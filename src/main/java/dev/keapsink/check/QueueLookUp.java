package dev.keapsink.check;

import dev.keapsink.resilience.Deadline;

/** Reads facts about queues without touching their messages. */
@FunctionalInterface
public interface QueueLookUp {

    /**
     * The facts that SQS reports about a queue.
     *
     * @throws QueueUnreadable if the queue does not exist, or SQS does not answer
     */
    QueueFacts facts(String url, Deadline deadline);
}
