package dev.keapsink.check;

import java.util.List;
import java.util.Optional;

/**
 * Holds the known facts about a queue.
 *
 * @param deadLetters the queue that takes its dead letters; empty if none is known
 * @param deadLettersOf the queues whose dead letters it takes, by its own attributes
 */
public record QueueFacts(QueueName name, Optional<QueueName> deadLetters, List<QueueName> deadLettersOf) {

    /** The facts about a queue that SQS was not asked about: only its name is known. */
    public static QueueFacts ofUrl(String url) {
        return new QueueFacts(QueueName.ofUrl(url), Optional.empty(), List.of());
    }
}
