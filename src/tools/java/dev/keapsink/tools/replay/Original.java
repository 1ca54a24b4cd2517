package dev.keapsink.tools.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.keapsink.tools.queue.Entry;
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
 * What a message of a reject queue or a dead-letter queue was in the source queue: a reject carries that in one document
 * beside its reason, a dead letter is what it was.
 */
final class Original {
    private static final String REASON = "RejectReason";
    private static final String SOURCE = "SourceAttributes";
    private static final String SOURCE_ID = "SourceMessageId";
    private static final String CUT = "cut";
    private static final JsonMapper JSON = new JsonMapper();

    private Original() {}

    /** The code of a reject; none for a dead letter. */
    static Optional<String> reason(Message message) {
        return text(message, REASON);
    }

    /** Whether attributes are missing, because the reject with all of them was too large for its queue. */
    static boolean isCut(Message message) {
        try {
            return document(message).filter(document -> document.has(CUT)).isPresent();
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    /**
     * The message as it can be sent to the source queue again; nothing if what it was cannot be read, or was cut: without an
     * attribute, such as {@code op}, it would be another message.
     *
     * @param fifo whether it goes to a FIFO queue, which needs a group: a message without one is its own
     */
    static Optional<Entry> of(Message message, boolean fifo) {
        String once = deduplication(message);
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
            return Optional.of(new Entry(
                    message.body(),
                    reject
                            ? source.map(document -> attributes(document.path("attributes")))
                                    .orElse(Map.of())
                            : message.messageAttributes(),
                    fifo ? group.or(() -> Optional.of(once)) : group,
                    fifo ? Optional.of(once) : Optional.empty()));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * The same for a message that is sent again because a run was interrupted. The records of one message are rejected one
     * by one with the same source, so that only the body tells them apart.
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

    /** Binary values travel in Base64. */
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
