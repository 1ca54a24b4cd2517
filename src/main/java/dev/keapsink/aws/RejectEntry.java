package dev.keapsink.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keapsink.outcome.RejectQueue.Reject;
import dev.keapsink.record.Message;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * A reject as an SQS message: the record as it came, and the reason as message attributes. SQS refuses empty
 * attributes, control characters and more than ten attributes, so the original ones travel in one JSON document. An
 * entry that is too large loses original attributes and part of its explanation, and in the end its time and message
 * id. It always keeps the record, the reason, and the note that attributes are missing. Without that note a replay
 * would take it for the whole message.
 *
 * @param bytes the size that counts towards SQS's limit: the body, and the attributes' names, types and values. It
 *     exceeds {@link #MAX_BYTES} only if the record itself leaves no room for the reason
 */
record RejectEntry(Reject reject, Map<String, String> attributes, int bytes) {

    /** The most bytes of one message, and of one request: 256 KiB (SQS quotas). */
    static final int MAX_BYTES = 256 * 1024;

    private static final int LONGEST_DETAIL = 500;

    private static final String TYPE = "String";

    private static final String SOURCE = "SourceAttributes";

    static RejectEntry of(Reject reject, Instant now) {
        Message message = reject.message();
        Attributes attributes = new Attributes(MAX_BYTES - bytes(message.body()));
        attributes.put("RejectReason", reject.rejection().reason().code());
        SourceAttributes source = new SourceAttributes(message);
        int reserved = source.smallest()
                .map(document -> Attributes.size(SOURCE, document))
                .orElse(0);
        attributes.putIfItFits("SourceMessageId", message.id(), reserved);
        attributes.putIfItFits("RejectedAt", now.truncatedTo(ChronoUnit.MILLIS).toString(), reserved);
        source.within(attributes.room(SOURCE)).ifPresent(document -> attributes.put(SOURCE, document));
        attributes.putAsMuchAsFits("RejectField", reject.rejection().field());
        attributes.putAsMuchAsFits("RejectDetail", shortened(clean(reject.detail())));
        return new RejectEntry(reject, attributes.byName, MAX_BYTES - attributes.left);
    }

    /** Collects attributes, and counts the bytes that are left for others. */
    private static final class Attributes {
        private final Map<String, String> byName = new LinkedHashMap<>();
        private int left;

        Attributes(int left) {
            this.left = left;
        }

        static int size(String name, String value) {
            return bytes(name) + bytes(TYPE) + bytes(value);
        }

        int room(String name) {
            return left - size(name, "");
        }

        /** Adds an attribute only if it leaves the reserved bytes free. */
        void putIfItFits(String name, String value, int reserved) {
            if (size(name, clean(value)) <= left - reserved) {
                put(name, value);
            }
        }

        void put(String name, String value) {
            String text = clean(value);
            if (!text.isEmpty()) {
                byName.put(name, text);
                left = room(name) - bytes(text);
            }
        }

        void putAsMuchAsFits(String name, @Nullable String value) {
            put(name, value == null ? "" : beginning(clean(value), room(name)));
        }
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

    /**
     * Removes the characters that SQS refuses: lone surrogates and the two non-characters of the basic plane. Control
     * characters become spaces.
     */
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

    /** The longest beginning of whole characters that fits into so many bytes. */
    private static String beginning(String text, int bytes) {
        CharBuffer characters = CharBuffer.wrap(text);
        UTF_8.newEncoder().encode(characters, ByteBuffer.allocate(Math.max(0, bytes)), true);
        return text.substring(0, characters.position());
    }

    private static int bytes(String text) {
        return text.getBytes(UTF_8).length;
    }
}
