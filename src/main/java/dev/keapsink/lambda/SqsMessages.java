package dev.keapsink.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.MessageAttribute;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.keapsink.record.Message;
import dev.keapsink.record.Message.Attribute;
import dev.keapsink.record.Message.Delivery;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Converts Lambda's SQS event to messages. */
final class SqsMessages {

    private SqsMessages() {}

    /**
     * The messages of an event.
     *
     * @throws IllegalStateException if the event has no records, or a message has no id. Such a message could not be
     *     returned, and the reply would delete it. The failed invocation brings the whole batch back
     */
    static List<Message> of(SQSEvent event) {
        List<SQSMessage> records = event.getRecords();
        if (records == null) {
            throw new IllegalStateException(
                    "The event has no Records: it did not come from an SQS event source mapping");
        }
        return records.stream().map(SqsMessages::message).toList();
    }

    private static Message message(SQSMessage sqs) {
        String id = sqs.getMessageId();
        if (id == null || id.isBlank()) {
            throw new IllegalStateException("A message has no messageId; the whole batch goes back");
        }
        Map<String, String> system = Objects.requireNonNullElse(sqs.getAttributes(), Map.of());
        return new Message(
                id,
                Objects.requireNonNullElse(sqs.getBody(), ""),
                attributes(sqs.getMessageAttributes()),
                new Delivery(
                        Objects.requireNonNullElse(sqs.getReceiptHandle(), ""),
                        Math.clamp(number(system.get("ApproximateReceiveCount")), 1, Integer.MAX_VALUE),
                        Instant.ofEpochMilli(number(system.get("SentTimestamp"))),
                        system.get("MessageGroupId"),
                        // The queue's name decides, because a fair standard queue carries groups, too.
                        String.valueOf(sqs.getEventSourceArn()).endsWith(".fifo")));
    }

    private static Map<String, Attribute> attributes(@Nullable Map<String, MessageAttribute> sqs) {
        Map<String, Attribute> attributes = new HashMap<>();
        Objects.requireNonNullElse(sqs, Map.<String, MessageAttribute>of()).forEach((name, attribute) -> {
            String value = value(attribute);
            if (value != null) {
                attributes.put(
                        name, new Attribute(Objects.requireNonNullElse(attribute.getDataType(), "String"), value));
            }
        });
        return attributes;
    }

    private static @Nullable String value(MessageAttribute attribute) {
        return attribute.getBinaryValue() == null ? attribute.getStringValue() : base64(attribute.getBinaryValue());
    }

    private static String base64(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static long number(@Nullable String text) {
        return text != null && text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }
}
