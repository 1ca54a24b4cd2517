package dev.keapsink.tools.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * A message to send: one entry of a request to SQS.
 *
 * @param body the body; personal
 * @param attributes the message attributes by name
 * @param group the message group; a FIFO queue demands it, a standard queue may have it, too
 * @param deduplication the deduplication id; a FIFO queue takes a message with the same id once in five minutes
 */
public record OutgoingMessage(
        String body,
        Map<String, MessageAttributeValue> attributes,
        Optional<String> group,
        Optional<String> deduplication) {

    /** Returns the size of the message as SQS counts it: body, and names, types and values of attributes. */
    public int bytes() {
        return bytes(body)
                + attributes.entrySet().stream()
                        .mapToInt(attribute -> bytes(attribute.getKey()) + bytes(attribute.getValue()))
                        .sum();
    }

    private static int bytes(MessageAttributeValue value) {
        return bytes(value.dataType())
                + (value.stringValue() == null ? 0 : bytes(value.stringValue()))
                + (value.binaryValue() == null ? 0 : value.binaryValue().asByteArrayUnsafe().length);
    }

    private static int bytes(String text) {
        return text.getBytes(UTF_8).length;
    }

    SendMessageBatchRequestEntry toSqs(String id) {
        return SendMessageBatchRequestEntry.builder()
                .id(id)
                .messageBody(body)
                .messageAttributes(attributes)
                .messageGroupId(group.orElse(null))
                .messageDeduplicationId(deduplication.orElse(null))
                .build();
    }

    /** Returns the size alone: the body is personal. */
    @Override
    public String toString() {
        return "Entry[" + bytes() + " bytes]";
    }
}
