package dev.keapsink.check;

import dev.keapsink.resilience.Deadline;

/** Looks at a queue without touching its messages. */
@FunctionalInterface
public interface QueueLookUp {

    /**
     * What SQS says of a queue.
     *
     * @throws QueueUnreadable if it is not there, or SQS does not say
     */
    QueueFacts facts(String url, Deadline deadline);
}
