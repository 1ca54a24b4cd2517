package dev.keapsink.tools.queue;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects the messages of one request to SQS: at most ten messages and 256 KiB, which every queue takes, or a single
 * larger message. For a FIFO queue it holds one message of each message group. SQS may take only some messages of a
 * request; a message that is sent again would then be overtaken by a later one of its group.
 *
 * @param <T> the thing that a message was made of: a line, or a received message
 */
public final class Batch<T> {
    private static final int MOST_ENTRIES = 10;
    private static final int MOST_BYTES = 256 * 1024;

    private final boolean fifo;
    private final List<T> items = new ArrayList<>();
    private final List<OutgoingMessage> entries = new ArrayList<>();
    private int bytes;

    /** Begins an empty batch, for a FIFO or a standard queue. */
    public Batch(boolean fifo) {
        this.fifo = fifo;
    }

    /** Returns whether the message may join the batch; an empty batch has room for any message. */
    public boolean hasRoomFor(OutgoingMessage entry) {
        boolean small = entries.size() < MOST_ENTRIES && bytes + entry.bytes() <= MOST_BYTES;
        boolean onlyOfItsGroup =
                !fifo || entries.stream().noneMatch(other -> other.group().equals(entry.group()));
        return entries.isEmpty() || (small && onlyOfItsGroup);
    }

    /** Adds a message that the batch has room for. */
    public void add(T item, OutgoingMessage entry) {
        items.add(item);
        entries.add(entry);
        bytes += entry.bytes();
    }

    /** Returns whether the batch has no message. */
    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Returns the things that the messages were made of, in the order of {@link #entries}. */
    public List<T> items() {
        return items;
    }

    /** Returns the messages in the order in which they were added. */
    public List<OutgoingMessage> entries() {
        return entries;
    }
}
