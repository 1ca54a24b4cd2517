package dev.keapsink.tools.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.List;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * Writes received messages as the event that Lambda hands to the function.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html#example-standard-queue-message-event">Example
 *     events</a>
 */
public final class SqsEventJson {
    private static final JsonNodeFactory NODES = new ObjectMapper().getNodeFactory();

    private SqsEventJson() {}

    /**
     * Returns the event of a batch.
     *
     * @param messages as received, with all attributes
     */
    public static String of(List<Message> messages, String queueArn) {
        ObjectNode event = NODES.objectNode();
        var records = event.putArray("Records");
        for (Message message : messages) {
            records.add(record(message, queueArn));
        }
        return event.toString();
    }

    private static ObjectNode record(Message message, String queueArn) {
        ObjectNode record = NODES.objectNode();
        record.put("messageId", message.messageId());
        record.put("receiptHandle", message.receiptHandle());
        record.put("body", message.body());
        ObjectNode attributes = record.putObject("attributes");
        message.attributesAsStrings().forEach(attributes::put);
        ObjectNode messageAttributes = record.putObject("messageAttributes");
        message.messageAttributes().forEach((name, value) -> messageAttributes.set(name, attribute(value)));
        record.put("md5OfBody", message.md5OfBody());
        if (message.md5OfMessageAttributes() != null) {
            record.put("md5OfMessageAttributes", message.md5OfMessageAttributes());
        }
        record.put("eventSource", "aws:sqs");
        record.put("eventSourceARN", queueArn);
        record.put("awsRegion", queueArn.split(":", -1)[3]);
        return record;
    }

    private static ObjectNode attribute(MessageAttributeValue value) {
        ObjectNode attribute = NODES.objectNode();
        if (value.stringValue() != null) {
            attribute.put("stringValue", value.stringValue());
        }
        if (value.binaryValue() != null) {
            byte[] bytes = value.binaryValue().asByteArray();
            attribute.put("binaryValue", Base64.getEncoder().encodeToString(bytes));
        }
        attribute.putArray("stringListValues");
        attribute.putArray("binaryListValues");
        attribute.put("dataType", value.dataType());
        return attribute;
    }
}
