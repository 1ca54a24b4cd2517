package dev.keapsink.tools.demo;

import java.util.Map;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * One entry of the reject queue.
 *
 * @param sourceMessageId the id of the rejected message
 * @param reason the code of the reason
 * @param field the field at fault; empty if there is none
 * @param detail the reason in words
 */
public record Reject(String sourceMessageId, String reason, String field, String detail) {
    static Reject of(Message message) {
        Map<String, MessageAttributeValue> attributes = message.messageAttributes();
        return new Reject(
                text(attributes, "SourceMessageId"),
                text(attributes, "RejectReason"),
                text(attributes, "RejectField"),
                text(attributes, "RejectDetail"));
    }

    private static String text(Map<String, MessageAttributeValue> attributes, String name) {
        MessageAttributeValue value = attributes.get(name);
        return value == null ? "" : value.stringValue();
    }
}
