package dev.keapsink.tools.queue;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** A message of the reject queue, with the reason in its attributes, or a dead letter, which has no reason. */
public record Reject(Message message) {
    /** Stands for the reason of a dead letter. */
    public static final String DEAD_LETTER = "(dead letter)";

    /** Returns the id that the message has in this queue. */
    public String id() {
        return message.messageId();
    }

    /** Returns the code of the reason; empty for a dead letter. */
    public Optional<String> code() {
        return attribute("RejectReason");
    }

    /** Returns the code of the reason, or {@link #DEAD_LETTER}. */
    public String reason() {
        return code().orElse(DEAD_LETTER);
    }

    /** Returns the field at fault, if one is. */
    public Optional<String> field() {
        return attribute("RejectField");
    }

    /** Returns the sentence for the person who mends the record; it may quote the record. */
    public Optional<String> detail() {
        return attribute("RejectDetail");
    }

    /** Returns the id that the message had in the source queue. A dead letter keeps it. */
    public Optional<String> sourceId() {
        return code().isPresent() ? attribute("SourceMessageId") : Optional.of(id());
    }

    /** Returns the original attributes and group as a JSON document, if there were any. */
    public Optional<String> sourceAttributes() {
        return attribute("SourceAttributes");
    }

    /** Returns the time of the rejection; for a dead letter, when it was sent to the source queue. */
    public Optional<Instant> at() {
        return attribute("RejectedAt")
                .flatMap(Reject::instant)
                .or(() -> Optional.ofNullable(message.attributes().get(MessageSystemAttributeName.SENT_TIMESTAMP))
                        .map(millis -> Instant.ofEpochMilli(Long.parseLong(millis))));
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private Optional<String> attribute(String name) {
        return Optional.ofNullable(message.messageAttributes().get(name)).map(MessageAttributeValue::stringValue);
    }

    /** Returns the id alone: the rest is personal. */
    @Override
    public String toString() {
        return "Reject[" + id() + "]";
    }
}
