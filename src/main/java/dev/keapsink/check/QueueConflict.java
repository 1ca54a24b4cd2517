package dev.keapsink.check;

import java.util.Optional;

/**
 * Why the queues of a deployment cannot be what it says that they are. A rejected record would circle in a source queue for
 * ever, as a new message each time; among dead letters it would be taken for one.
 *
 * @param role that the wrong queue was given
 * @param found about it, as a sentence without its full stop
 * @param fix what to do, in the same form
 */
public record QueueConflict(QueueRole role, String found, String fix) {

    /** What is wrong with them; nothing if nothing is, as far as is known of them. */
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

    /** By its own word, or by that of the other one. */
    private static boolean isDeadLetterQueue(Optional<QueueFacts> queue, Optional<QueueFacts> other) {
        return queue.filter(facts -> !facts.deadLettersOf().isEmpty()
                        || other.flatMap(QueueFacts::deadLetters)
                                .filter(facts.name()::isSameAs)
                                .isPresent())
                .isPresent();
    }

    /** All of it, without the last full stop. */
    public String sentence() {
        return "%s. %s".formatted(found, fix);
    }
}
