package dev.keapsink.tools.queue;

import dev.keapsink.aws.SqsQueueLookUp;
import dev.keapsink.tools.common.CommandFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Holds the attributes of a queue, as SQS tells them.
 *
 * @param role the queue's name, its dead-letter queue, and the queues that it takes dead letters of
 * @param waiting about how many messages are in it: visible, in flight and delayed
 * @param retention how long it keeps a message; SQS always tells it, local stand-ins of SQS may not
 * @param largestMessage the most bytes of a message that it takes
 */
public record QueueFacts(
        String url,
        dev.keapsink.check.QueueFacts role,
        long waiting,
        Optional<Duration> retention,
        int largestMessage) {
    private static final List<QueueAttributeName> MESSAGE_COUNTS = List.of(
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);

    /** The limit of SQS in bytes, for a stand-in that does not tell its own. */
    private static final int LARGEST = 1024 * 1024;

    /**
     * Asks SQS, with the retries of the SDK alone: a wrong address shows here, and at once.
     *
     * @throws CommandFailure if SQS does not answer or refuses the call
     */
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
                MESSAGE_COUNTS.stream()
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

    /** Returns whether the name is that of a FIFO queue. */
    public boolean isFifo() {
        return role.name().isFifo();
    }

    /**
     * Returns whether this is a dead-letter queue: of any queue by its own attributes, or of the other queue by that
     * one's.
     */
    public boolean takesDeadLettersOf(QueueFacts other) {
        return takesDeadLetters()
                || other.role.deadLetters().filter(role.name()::isSameAs).isPresent();
    }

    /** Returns whether this is a dead-letter queue by its own attributes. */
    public boolean takesDeadLetters() {
        return !role.deadLettersOf().isEmpty();
    }

    /**
     * Returns sentences on messages of this queue that SQS counts and did not hand out, with their likely reasons.
     *
     * @param stays whether the messages that were handed out stay in the queue, as they do after a look
     */
    public String unseen(long messages, boolean stays) {
        String held =
                "Another consumer may hold them, such as a command that was killed, until their visibility timeout"
                        + " ends. Run the same command again then.";
        return "About %,d messages of %s were not handed out. ".formatted(messages, url)
                + (isFifo() ? heldBack(stays) + " " : "")
                + held;
    }

    private static String heldBack(boolean stays) {
        return stays
                ? "A FIFO queue holds back a message group while its first messages stay: SQS shows only the first"
                        + " messages of each group, and the same command would show the same. Replay or delete these to"
                        + " see the others."
                : "A FIFO queue holds back a message group while its first messages stay or are in flight.";
    }
}
