package dev.keapsink.check;

import java.util.Optional;

/**
 * Says why a queue cannot have the role that the deployment gives it. In a source queue a rejected record would circle
 * for ever, as a new message each time. In a dead-letter queue it would be taken for a dead letter.
 *
 * @param role the role that the wrong queue was given
 * @param found the finding, as a sentence without its full stop
 * @param fix the correction, in the same form
 */
public record QueueConflict(QueueRole role, String found, String fix) {

    /**
     * Compares the known facts about both queues.
     *
     * @return the conflict between them; empty if none is known
     */
    public static Optional<QueueConflict> between(Optional<QueueFacts> source, Optional<QueueFacts> rejects) {
        if (isDeadLetterQueue(source, rejects)) {
            return Optional.of(new QueueConflict(
                    QueueRole.SOURCE,
                    "The queue in KEAP_SINK_QUEUE_URL is a dead-letter queue",
                    "Set the variable to the URL of the queue that the function gets its messages from"));
        }
        if (isDeadLetterQueue(rejects, source)) {
            return Optional.of(new QueueConflict(
                    QueueRole.REJECTS,
                    "The queue in KEAP_SINK_REJECT_QUEUE_URL is a dead-letter queue",
                    "Create a standard queue for nothing but rejects, and set the variable to its URL"));
        }
        return source.flatMap(one -> rejects.filter(other -> one.name().isSameAs(other.name())))
                .map(same -> new QueueConflict(
                        QueueRole.REJECTS,
                        "KEAP_SINK_REJECT_QUEUE_URL names the queue of KEAP_SINK_QUEUE_URL, in which a rejected record"
                                + " would circle for ever",
                        "Set the variable to the URL of the reject queue"));
    }

    /** Whether a queue is a dead-letter queue, by its own attributes or by those of the other queue. */
    private static boolean isDeadLetterQueue(Optional<QueueFacts> queue, Optional<QueueFacts> other) {
        return queue.filter(facts -> !facts.deadLettersOf().isEmpty()
                        || other.flatMap(QueueFacts::deadLetters)
                                .filter(facts.name()::isSameAs)
                                .isPresent())
                .isPresent();
    }

    /** The finding and the correction, without the last full stop. */
    public String sentence() {
        return "%s. %s".formatted(found, fix);
    }
}
