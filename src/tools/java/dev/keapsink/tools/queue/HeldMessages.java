package dev.keapsink.tools.queue;

import dev.keapsink.tools.common.CommandFailure;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Holds the received messages that stay in their queue. They are invisible until the end of the run, so that each is
 * handled once. For one thread.
 */
public final class HeldMessages {
    private final QueueReceiver queue;

    /** The latest receipt handles, by message id. */
    private final Map<String, String> receipts = new LinkedHashMap<>();

    /** The ids of held messages that were received again since the last new message. */
    private final Set<String> again = new HashSet<>();

    private boolean allSeen;

    /** Holds none yet. */
    public HeldMessages(QueueReceiver queue) {
        this.queue = queue;
    }

    /** Holds a message that was received, and returns whether it is a new one. */
    public boolean add(Message message) {
        boolean isNew = receipts.put(message.messageId(), message.receiptHandle()) == null;
        if (isNew) {
            again.clear();
        } else {
            allSeen |= !again.add(message.messageId());
        }
        return isNew;
    }

    /**
     * Returns whether a held message came twice since the last new one. The queue then has no new message, and hands
     * out those whose visibility timeout is over.
     */
    public boolean allSeen() {
        return allSeen;
    }

    /** Lets go of a message that does not stay in its queue. */
    public void remove(String messageId) {
        receipts.remove(messageId);
    }

    /** Returns how many messages are held. */
    public int size() {
        return receipts.size();
    }

    /**
     * Makes all of them visible again. Returns a sentence if SQS did not do so: they are then visible at the end of
     * their visibility timeout.
     */
    public Optional<String> release() {
        try {
            queue.release(List.copyOf(receipts.values()));
            return Optional.empty();
        } catch (CommandFailure e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
