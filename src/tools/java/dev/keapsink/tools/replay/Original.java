package dev.keapsink.tools.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.keapsink.tools.queue.OutgoingMessage;
import dev.keapsink.tools.queue.Sha256;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * Restores a message of the source queue from a message of the reject queue or dead-letter queue. A reject carries the
 * attributes of the source message in a JSON document, beside its reason. A dead letter still has its own attributes.
 */
final class Original {
    private static final String REASON = "RejectReason";
    private static final String SOURCE = "SourceAttributes";
    private static final String SOURCE_ID = "SourceMessageId";

    /** The number of attributes that the document lacks. */
    private static final String CUT = "cut";

    private static final JsonMapper JSON = new JsonMapper();

    private Original() {}

    /** Returns the reason code of a reject; empty for a dead letter. */
    static Optional<String> reason(Message message) {
        return text(message, REASON);
    }

    /** Returns whether attributes are missing, because all of them made the reject too large for its queue. */
    static boolean isCut(Message message) {
        try {
            return document(message).filter(document -> document.has(CUT)).isPresent();
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    /**
     * Returns the message as it can be sent to the source queue again. It is empty if the document cannot be read or
     * lacks attributes: without an attribute such as {@code op}, the message would mean something else.
     *
     * @param fifo whether it goes to a FIFO queue; a message without a group is then a group of its own
     */
    static Optional<OutgoingMessage> of(Message message, boolean fifo) {
        String deduplication = deduplication(message);
        try {
            if (isCut(message)) {
                return Optional.empty();
            }
            boolean reject = reason(message).isPresent();
            Optional<JsonNode> source = reject ? document(message) : Optional.empty();
            Optional<String> group = reject
                    ? source.map(document -> document.path("messageGroupId"))
                            .filter(JsonNode::isTextual)
                            .map(JsonNode::textValue)
                    : Optional.ofNullable(message.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID));
            return Optional.of(new OutgoingMessage(
                    message.body(),
                    reject
                            ? source.map(document -> attributes(document.path("attributes")))
                                    .orElse(Map.of())
                            : message.messageAttributes(),
                    fifo ? group.or(() -> Optional.of(deduplication)) : group,
                    fifo ? Optional.of(deduplication) : Optional.empty()));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Returns an id that is the same when an interrupted run sends the message again. Each record of a message is a
     * reject of its own with the same source message id, so that the body is part of the id.
     */
    private static String deduplication(Message message) {
        return Sha256.of(text(message, SOURCE_ID).orElse(message.messageId()), message.body());
    }

    private static Optional<JsonNode> document(Message message) throws JsonProcessingException {
        Optional<String> text = text(message, SOURCE);
        return text.isEmpty() ? Optional.empty() : Optional.of(JSON.readTree(text.get()));
    }

    private static Map<String, MessageAttributeValue> attributes(JsonNode document) {
        Map<String, MessageAttributeValue> attributes = new HashMap<>();
        document.properties()
                .forEach(entry -> attributes.put(
                        entry.getKey(),
                        attribute(
                                entry.getValue().path("type").asText("String"),
                                entry.getValue().path("value").asText())));
        return attributes;
    }

    /** Returns an attribute of the document; binary values are Base64 there. */
    private static MessageAttributeValue attribute(String type, String value) {
        MessageAttributeValue.Builder attribute =
                MessageAttributeValue.builder().dataType(type);
        return type.startsWith("Binary")
                ? attribute
                        .binaryValue(SdkBytes.fromByteArray(Base64.getDecoder().decode(value)))
                        .build()
                : attribute.stringValue(value).build();
    }

    private static Optional<String> text(Message message, String attribute) {
        return Optional.ofNullable(message.messageAttributes().get(attribute)).map(MessageAttributeValue::stringValue);
    }
}
