package dev.keapsink.record;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One message of a batch, as the queue delivered it.
 *
 * @param id the queue's name for this message, echoed in the reply; it changes on a redrive, so it never identifies a
 *     record
 * @param attributes the producer's attributes by name
 */
public record Message(String id, String body, Map<String, Attribute> attributes, Delivery delivery) {

    public Message {
        // Map.copyOf would compare each name with all that have its hash code.
        attributes = Collections.unmodifiableMap(new HashMap<>(attributes));
    }

    /** A producer's attribute: its declared type ({@code String}, {@code Number}, {@code Binary} in Base64) and value. */
    public record Attribute(String type, String value) {}

    /**
     * How this message came.
     *
     * @param receipt the handle of this one delivery, needed to change how long the message stays hidden
     * @param receiveCount how often it has been delivered, this time included; at least 1
     * @param group the producer's message group, which a fair standard queue may carry too
     * @param fifo whether the queue is a FIFO queue, so that its groups are kept in order
     */
    public record Delivery(
            String receipt,
            int receiveCount,
            Instant sentAt,
            @Nullable String group,
            boolean fifo) {}

    /** Only the id: the body is personal. */
    @Override
    public String toString() {
        return "Message[" + id + "]";
    }

    /** The same message as if it held something else. */
    Message holding(String otherBody, Map<String, Attribute> otherAttributes) {
        return new Message(id, otherBody, otherAttributes, delivery);
    }

    public boolean inFifoGroup() {
        return delivery.fifo() && delivery.group() != null;
    }
}
