package dev.keapsink.check;

import java.util.List;
import java.util.Optional;

/**
 * What is known of a queue.
 *
 * @param deadLetters the queue that its dead letters go to
 * @param deadLettersOf the queues whose dead letters it is there for, if it says so itself
 */
public record QueueFacts(QueueName name, Optional<QueueName> deadLetters, List<QueueName> deadLettersOf) {

    /** Of a queue that SQS was not asked about. */
    public static QueueFacts ofUrl(String url) {
        return new QueueFacts(QueueName.ofUrl(url), Optional.empty(), List.of());
    }
}
