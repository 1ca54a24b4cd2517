package dev.keapsink.properties;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The source queue. A standard queue delivers what it holds in any order; a FIFO queue delivers each group from its oldest
 * message on. How long a message asked to stay hidden is ignored, because setting it may fail.
 */
final class Mailbox {

    private final boolean fifo;
    private final List<Letter> waiting;
    private final Map<Letter, Integer> receipts = new HashMap<>();

    Mailbox(boolean fifo, List<Letter> letters) {
        this.fifo = fifo;
        waiting = new ArrayList<>(letters);
    }

    /** The next batch; its messages stay in the queue until they are done. */
    List<Letter> receive(Random choice, int size) {
        List<Letter> shuffled = new ArrayList<>(waiting);
        Collections.shuffle(shuffled, choice);
        List<Letter> batch =
                new ArrayList<>((fifo ? inOrder(shuffled) : shuffled).subList(0, Math.min(size, shuffled.size())));
        batch.forEach(letter -> receipts.merge(letter, 1, Integer::sum));
        return batch;
    }

    /** The same shuffle of groups, but each group's messages in the order of sending. */
    private static List<Letter> inOrder(List<Letter> shuffled) {
        Map<String, List<Letter>> groups = new HashMap<>();
        shuffled.stream()
                .sorted((one, other) -> Integer.compare(one.number(), other.number()))
                .forEach(letter -> groups.computeIfAbsent(letter.group(), group -> new ArrayList<>())
                        .add(letter));
        return shuffled.stream()
                .map(letter -> groups.get(letter.group()).removeFirst())
                .toList();
    }

    int receiveCount(Letter letter) {
        return receipts.get(letter);
    }

    void done(Collection<Letter> letters) {
        waiting.removeAll(letters);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }
}
