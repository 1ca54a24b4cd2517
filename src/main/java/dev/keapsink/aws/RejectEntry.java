package dev.keapsink.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.batch.RejectQueue.Reject;
import dev.keapsink.record.Message;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * A reject as SQS takes it: the record as it came, and why as message attributes. SQS refuses empty attributes, control
 * characters and more than ten attributes, so the original ones travel in one JSON document.
 *
 * @param bytes what it counts towards SQS's limit: the body and the attributes' names, types and values
 */
record RejectEntry(Reject reject, Map<String, String> attributes, int bytes) {

    private static final int LONGEST_DETAIL = 500;

    private static final JsonMapper ASCII_JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final String TYPE = "String";

    static RejectEntry of(Reject reject, Instant now) {
        Message message = reject.message();
        Map<String, String> attributes = new LinkedHashMap<>();
        put(attributes, "RejectReason", reject.rejection().reason().code());
        put(attributes, "RejectField", reject.rejection().field());
        put(attributes, "RejectDetail", shortened(clean(reject.detail())));
        put(attributes, "SourceMessageId", message.id());
        put(attributes, "RejectedAt", now.truncatedTo(ChronoUnit.MILLIS).toString());
        put(attributes, "SourceAttributes", sourceAttributes(message));
        int bytes = bytes(message.body())
                + attributes.entrySet().stream()
                        .mapToInt(entry -> bytes(entry.getKey()) + bytes(TYPE) + bytes(entry.getValue()))
                        .sum();
        return new RejectEntry(reject, attributes, bytes);
    }

    SendMessageBatchRequestEntry toSqs(String id) {
        return SendMessageBatchRequestEntry.builder()
                .id(id)
                .messageBody(reject.message().body())
                .messageAttributes(attributes.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                entry -> MessageAttributeValue.builder()
                                        .dataType(TYPE)
                                        .stringValue(entry.getValue())
                                        .build())))
                .build();
    }

    private static void put(Map<String, String> attributes, String name, @Nullable String value) {
        String text = value == null ? "" : clean(value);
        if (!text.isEmpty()) {
            attributes.put(name, text);
        }
    }

    /** The original attributes and message group, everything a replay needs; nothing if there were none. */
    private static @Nullable String sourceAttributes(Message message) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        if (!message.attributes().isEmpty()) {
            ObjectNode attributes = document.putObject("attributes");
            message.attributes()
                    .forEach((name, attribute) -> attributes
                            .putObject(name)
                            .put("type", attribute.type())
                            .put("value", attribute.value()));
        }
        if (message.delivery().group() != null) {
            document.put("messageGroupId", message.delivery().group());
        }
        return document.isEmpty() ? null : asciiJson(document);
    }

    /** In plain ASCII, so that no character of the originals is lost on the way. */
    private static String asciiJson(ObjectNode document) {
        try {
            return ASCII_JSON.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A JSON tree could not be written", e);
        }
    }

    /** Without what SQS refuses: control characters, lone surrogates and the two non-characters of the basic plane. */
    private static String clean(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .filter(c -> Character.getType(c) != Character.SURROGATE && c != 0xFFFE && c != 0xFFFF)
                .forEach(kept::appendCodePoint);
        return kept.toString().strip();
    }

    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST_DETAIL
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_DETAIL));
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
