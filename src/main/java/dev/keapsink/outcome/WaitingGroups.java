package dev.keapsink.outcome;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** The FIFO groups in which a message waits, so that the later messages of the group wait, too. Threadsafe. */
public final class WaitingGroups {

    private final Map<String, Integer> firstThatWaits = new ConcurrentHashMap<>();

    /** Notes that a record waits. */
    public void add(RecordPosition position) {
        if (position.message().inFifoGroup()) {
            firstThatWaits.merge(group(position), position.messageIndex(), Math::min);
        }
    }

    /** Whether an earlier message of the record's group waits. */
    public boolean holdUp(RecordPosition position) {
        return position.message().inFifoGroup()
                && firstThatWaits.getOrDefault(group(position), Integer.MAX_VALUE) < position.messageIndex();
    }

    private static String group(RecordPosition position) {
        return Objects.requireNonNull(position.message().delivery().group());
    }
}
