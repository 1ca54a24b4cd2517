package dev.keapsink.tools.queue;

import dev.keapsink.aws.SqsQueueLookUp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * What SQS says about a queue.
 *
 * @param role which queue it is, and what it has to do with others
 * @param waiting about how many messages are in it, in whatever state
 * @param retention how long it keeps a message; SQS always says it, its local stand-ins do not
 */
public record QueueFacts(
        String url,
        dev.keapsink.check.QueueFacts role,
        long waiting,
        Optional<Duration> retention,
        int largestMessage) {
    private static final List<QueueAttributeName> MESSAGES = List.of(
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);

    private static final int LARGEST = 1024 * 1024;

    /** Asks without much patience: this is where a wrong address shows. */
    public static QueueFacts of(SqsClient sqs, String url) {
        try {
            return of(
                    url,
                    sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                            .attributes());
        } catch (SdkException e) {
            throw SqsErrors.sentence(e, "sqs:GetQueueAttributes", url);
        }
    }

    private static QueueFacts of(String url, Map<QueueAttributeName, String> attributes) {
        return new QueueFacts(
                url,
                SqsQueueLookUp.facts(url, attributes),
                MESSAGES.stream()
                        .mapToLong(name -> number(attributes, name).orElse(0L))
                        .sum(),
                number(attributes, QueueAttributeName.MESSAGE_RETENTION_PERIOD).map(Duration::ofSeconds),
                number(attributes, QueueAttributeName.MAXIMUM_MESSAGE_SIZE)
                        .map(Long::intValue)
                        .orElse(LARGEST));
    }

    private static Optional<Long> number(Map<QueueAttributeName, String> attributes, QueueAttributeName name) {
        return Optional.ofNullable(attributes.get(name)).map(Long::valueOf);
    }

    public boolean isFifo() {
        return role.name().isFifo();
    }

    /** Whether it is there for dead letters, by its own word or by that of another queue. */
    public boolean takesDeadLettersOf(QueueFacts other) {
        return takesDeadLetters()
                || other.role.deadLetters().filter(role.name()::isSameAs).isPresent();
    }

    public boolean takesDeadLetters() {
        return !role.deadLettersOf().isEmpty();
    }
}
