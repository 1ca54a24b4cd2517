package dev.keapsink.tools.queue;

import java.util.ArrayList;
import java.util.List;

/**
 * What goes into one request to SQS: at most ten messages and 256 KiB, which every queue takes, or a single larger message.
 * On a FIFO queue no two of a group: when SQS takes only some messages of a request, the others are sent again, and would
 * come after those that followed them.
 *
 * @param <T> what a message was made of
 */
public final class Batch<T> {
    private static final int MOST_ENTRIES = 10;
    private static final int MOST_BYTES = 256 * 1024;

    private final boolean fifo;
    private final List<T> items = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();
    private int bytes;

    public Batch(boolean fifo) {
        this.fifo = fifo;
    }

    public boolean hasRoomFor(Entry entry) {
        boolean small = entries.size() < MOST_ENTRIES && bytes + entry.bytes() <= MOST_BYTES;
        boolean alone =
                !fifo || entries.stream().noneMatch(other -> other.group().equals(entry.group()));
        return entries.isEmpty() || (small && alone);
    }

    public void add(T item, Entry entry) {
        items.add(item);
        entries.add(entry);
        bytes += entry.bytes();
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    public List<T> items() {
        return items;
    }

    public List<Entry> entries() {
        return entries;
    }
}
