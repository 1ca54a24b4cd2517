package dev.keapsink.tag;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Remembers contacts that shared a tag call which Keap did not answer, because one of them may be the cause. They share
 * the next call with few others, and the call after that with none. In the end all but the cause have their tag.
 * Threadsafe.
 */
final class Doubts {

    /**
     * The most contacts in the next call. It costs a tenth of a call more for each contact, beside the call that writes
     * the contact again.
     */
    private static final int FEW = 10;

    /** If more contacts fail, no single contact is the cause. */
    private static final int MAX_REMEMBERED = 10_000;

    private final Map<TaggedContact, Integer> groupSizes = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<TaggedContact, Integer> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };

    private record TaggedContact(long tag, long contact) implements Comparable<TaggedContact> {
        private static final Comparator<TaggedContact> ORDER =
                Comparator.comparingLong(TaggedContact::tag).thenComparingLong(TaggedContact::contact);

        @Override
        public int compareTo(TaggedContact other) {
            return ORDER.compare(this, other);
        }
    }

    /** Remembers contacts that shared such a call. */
    synchronized void add(long tag, Collection<Long> contacts) {
        int next = contacts.size() > FEW ? FEW : 1;
        contacts.forEach(contact -> groupSizes.put(new TaggedContact(tag, contact), next));
    }

    /** Forgets a contact that has its tag. */
    synchronized void remove(long tag, long contact) {
        groupSizes.remove(new TaggedContact(tag, contact));
    }

    /** Divides contacts into groups that share a call each. */
    synchronized List<List<Long>> divide(long tag, Collection<Long> contacts) {
        Map<Integer, List<Long>> bySize = new TreeMap<>();
        for (long contact : contacts) {
            int size = groupSizes.getOrDefault(new TaggedContact(tag, contact), TagWriter.MAX_CONTACTS);
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
