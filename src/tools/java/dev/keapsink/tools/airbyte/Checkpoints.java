package dev.keapsink.tools.airbyte;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Returns each state to the platform once every record before it is settled: for a state of one stream the records of
 * that stream, for a state of all streams every record. The states of a stream stay in order. Used by one thread.
 */
final class Checkpoints {

    /** So many states may wait before nothing more is read. */
    private static final int MOST_WAITING = 1000;

    /** So many bytes of states may wait. A state of all streams can be megabytes long. */
    private static final long MOST_BYTES = 16 << 20;

    private final Consumer<byte[]> out;
    private final Set<StreamName> held;
    private final Map<StreamName, Segment> open = new HashMap<>();

    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();

    /** The states that count towards the limits, and their bytes: not those that are held anyway. */
    private int count;

    private long bytes;

    /** A state that waits for the segments that it closes. */
    private record Waiting(StateLine line, List<Segment> segments, boolean isHeld) {
        boolean isSettled() {
            return segments.stream().allMatch(Segment::isSettled);
        }

        byte[] answer() {
            return line.with(
                    segments.stream().mapToLong(Segment::writtenCount).sum(),
                    segments.stream().mapToLong(Segment::rejectedCount).sum());
        }
    }

    /**
     * @param out takes the line of each state that is due
     * @param held streams whose states wait for {@link #release}
     */
    Checkpoints(Consumer<byte[]> out, Set<StreamName> held) {
        this.out = out;
        this.held = new HashSet<>(held);
    }

    /** The segment that a record of this stream belongs to now. */
    Segment segment(StreamName stream) {
        return open.computeIfAbsent(stream, unused -> new Segment());
    }

    /** A state has come. */
    void add(StateLine line) {
        List<Segment> closed = line.stream()
                .map(stream -> Optional.ofNullable(open.remove(stream)).stream().toList())
                .orElseGet(() -> {
                    List<Segment> all = List.copyOf(open.values());
                    open.clear();
                    return all;
                });
        boolean isHeld = !held.isEmpty() && line.stream().map(held::contains).orElse(true);
        waiting.add(new Waiting(line, closed, isHeld));
        count(line, isHeld, 1);
        settle();
    }

    /** Returns the states that have become due. */
    void settle() {
        Set<StreamName> behind = new HashSet<>(held);
        Iterator<Waiting> states = waiting.iterator();
        while (states.hasNext()) {
            Waiting state = states.next();
            Optional<StreamName> stream = state.line().stream();
            boolean isInOrder = stream.map(name -> !behind.contains(name)).orElseGet(behind::isEmpty);
            if (isInOrder && state.isSettled()) {
                states.remove();
                count(state.line(), state.isHeld(), -1);
                out.accept(state.answer());
            } else if (stream.isEmpty()) {
                // Every later state is behind this one.
                return;
            } else {
                behind.add(stream.get());
            }
        }
    }

    private void count(StateLine line, boolean isHeld, int sign) {
        if (!isHeld) {
            count += sign;
            bytes += (long) sign * line.length();
        }
    }

    /** No longer holds back the states of any stream. */
    void release() {
        held.clear();
        settle();
    }

    /** Whether so many states wait that nothing more should be read. */
    boolean isFull() {
        return count >= MOST_WAITING || bytes >= MOST_BYTES;
    }

    /** The number of states that wait. */
    int left() {
        return waiting.size();
    }
}
