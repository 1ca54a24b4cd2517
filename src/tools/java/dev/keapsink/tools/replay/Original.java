package dev.keapsink.tools.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.keapsink.record.ConfirmedResend;
import dev.keapsink.tools.queue.OutgoingMessage;
import dev.keapsink.tools.queue.Reject;
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
    /** The number of attributes that the document lacks. */
    private static final String CUT = "cut";

    private static final JsonMapper JSON = new JsonMapper();

    private Original() {}

    /** Returns whether attributes are missing, because all of them made the reject too large for its queue. */
    static boolean isCut(Reject reject) {
        try {
            return document(reject).filter(document -> document.has(CUT)).isPresent();
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
    static Optional<OutgoingMessage> of(Reject reject, boolean fifo) {
        Message message = reject.message();
        String deduplication = deduplication(reject);
        try {
            if (isCut(reject)) {
                return Optional.empty();
            }
            boolean hasReason = reject.code().isPresent();
            Optional<JsonNode> source = hasReason ? document(reject) : Optional.empty();
            Optional<String> group = hasReason
                    ? source.map(document -> document.path("messageGroupId"))
                            .filter(JsonNode::isTextual)
                            .map(JsonNode::textValue)
                    : Optional.ofNullable(message.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID));
            return Optional.of(new OutgoingMessage(
                    message.body(),
                    hasReason
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
     * Returns the message with the confirmation that its create in doubt was not carried out. It is empty also if the
     * reject does not name the doubt.
     */
    static Optional<OutgoingMessage> confirmed(Reject reject, boolean fifo) {
        return reject.detail()
                .flatMap(ConfirmedResend::named)
                .flatMap(doubt -> of(reject, fifo).map(message -> confirmed(message, doubt)));
    }

    private static OutgoingMessage confirmed(OutgoingMessage message, String doubt) {
        Map<String, MessageAttributeValue> attributes = new HashMap<>(message.attributes());
        attributes.put(ConfirmedResend.ATTRIBUTE, attribute("String", doubt));
        return new OutgoingMessage(message.body(), attributes, message.group(), message.deduplication());
    }

    /**
     * Returns an id that is the same when an interrupted run sends the message again. Each record of a message is a
     * reject of its own with the same source message id, so that the body is part of the id.
     */
    private static String deduplication(Reject reject) {
        return Sha256.of(reject.sourceId().orElse(reject.id()), reject.message().body());
    }

    private static Optional<JsonNode> document(Reject reject) throws JsonProcessingException {
        Optional<String> text = reject.sourceAttributes();
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
}
