package dev.keapsink.record;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One message of a batch, as the queue delivered it.
 *
 * @param id the queue's id of the message, echoed in the reply; a redrive changes it, so that it never identifies a
 *     record
 * @param attributes the producer's message attributes by name
 */
public record Message(String id, String body, Map<String, Attribute> attributes, Delivery delivery) {

    public Message {
        // Map.copyOf would compare a name with all others of its hash code; HashMap keeps such names in a tree.
        attributes = Collections.unmodifiableMap(new HashMap<>(attributes));
    }

    /**
     * A producer's message attribute: its declared type ({@code String}, {@code Number}, {@code Binary} in Base64) and
     * its value.
     */
    public record Attribute(String type, String value) {}

    /**
     * How the queue delivered the message.
     *
     * @param receipt the handle of this one delivery, needed to change its visibility timeout
     * @param receiveCount the number of deliveries so far, this one included; at least 1
     * @param group the producer's message group, which a fair standard queue may carry too
     * @param fifo whether the queue is a FIFO queue, so that its groups are kept in order
     */
    public record Delivery(
            String receipt,
            int receiveCount,
            Instant sentAt,
            @Nullable String group,
            boolean fifo) {}

    /** Shows only the id: the body is personal. */
    @Override
    public String toString() {
        return "Message[" + id + "]";
    }

    /** The same delivery with another body and other attributes. */
    Message holding(String otherBody, Map<String, Attribute> otherAttributes) {
        return new Message(id, otherBody, otherAttributes, delivery);
    }

    /** Whether the message belongs to a FIFO message group, whose order is kept. */
    public boolean inFifoGroup() {
        return delivery.fifo() && delivery.group() != null;
    }
}
