package dev.keapsink.properties;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The source queue. A standard queue delivers what it holds in any order; a FIFO queue delivers each group from its oldest
 * message on. How long a message asked to stay hidden is ignored, because setting it may fail.
 */
final class Mailbox {

    private final boolean fifo;
    private final List<List<Letter>> waiting;
    private final Map<Integer, Integer> receipts = new HashMap<>();

    Mailbox(boolean fifo, List<Letter> letters) {
        this.fifo = fifo;
        waiting = new ArrayList<>(letters.stream()
                .collect(Collectors.groupingBy(Letter::message, TreeMap::new, Collectors.toList()))
                .values());
    }

    /** The next batch; its messages stay in the queue until they are done. */
    List<List<Letter>> receive(Random choice, int size) {
        List<List<Letter>> shuffled = new ArrayList<>(waiting);
        Collections.shuffle(shuffled, choice);
        List<List<Letter>> batch =
                new ArrayList<>((fifo ? inOrder(shuffled) : shuffled).subList(0, Math.min(size, shuffled.size())));
        batch.forEach(message -> receipts.merge(message.getFirst().message(), 1, Integer::sum));
        return batch;
    }

    /** The same shuffle of groups, but each group's messages in the order of sending. */
    private static List<List<Letter>> inOrder(List<List<Letter>> shuffled) {
        Map<String, List<List<Letter>>> groups = new HashMap<>();
        shuffled.stream()
                .sorted(Comparator.comparing(message -> message.getFirst().number()))
                .forEach(message -> groups.computeIfAbsent(group(message), group -> new ArrayList<>())
                        .add(message));
        return shuffled.stream()
                .map(message -> groups.get(group(message)).removeFirst())
                .toList();
    }

    private static String group(List<Letter> message) {
        return message.getFirst().group();
    }

    int receiveCount(Letter letter) {
        return receipts.get(letter.message());
    }

    void done(Collection<Letter> letters) {
        waiting.removeIf(letters::containsAll);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }
}
