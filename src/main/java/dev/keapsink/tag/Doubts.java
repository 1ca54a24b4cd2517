package dev.keapsink.tag;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Contacts that were together in a tag call which Keap did not answer, and one of which may be the reason. They share the next one
 * with few others, and the one after that with none, so that all but the reason have their tag in the end. Threadsafe.
 */
final class Doubts {

    /** A tenth of a call more for each contact, beside the one with which it is written again. */
    private static final int FEW = 10;

    /** So many fail only if it is nobody's doing. */
    private static final int MOST_REMEMBERED = 10_000;

    private final Map<Wearer, Integer> most = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Wearer, Integer> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    private record Wearer(long tag, long contact) implements Comparable<Wearer> {
        private static final Comparator<Wearer> ORDER =
                Comparator.comparingLong(Wearer::tag).thenComparingLong(Wearer::contact);

        @Override
        public int compareTo(Wearer other) {
            return ORDER.compare(this, other);
        }
    }

    /** These were together in such a call. */
    synchronized void add(long tag, Collection<Long> contacts) {
        int next = contacts.size() > FEW ? FEW : 1;
        contacts.forEach(contact -> most.put(new Wearer(tag, contact), next));
    }

    /** This one has its tag. */
    synchronized void remove(long tag, long contact) {
        most.remove(new Wearer(tag, contact));
    }

    /** Divides contacts into those that share a call. */
    synchronized List<List<Long>> divide(long tag, Collection<Long> contacts) {
        Map<Integer, List<Long>> bySize = new TreeMap<>();
        for (long contact : contacts) {
            int size = most.getOrDefault(new Wearer(tag, contact), TagWriter.MAX_CONTACTS);
            bySize.computeIfAbsent(size, ignored -> new ArrayList<>()).add(contact);
        }
        List<List<Long>> groups = new ArrayList<>();
        bySize.forEach((size, all) -> {
            for (int i = 0; i < all.size(); i += size) {
                groups.add(all.subList(i, Math.min(i + size, all.size())));
            }
        });
        return groups;
    }
}
