package dev.keapsink.incident;

import dev.keapsink.simulator.StoredContact;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds out what became of every record, by what is in the queues and in Keap in the end. */
final class Books {

    private final List<SentRecord> sent;
    private final boolean ordered;
    private final Map<String, List<StoredContact>> inKeap = new HashMap<>();
    private final Map<Integer, Fate> settled = new HashMap<>();

    /**
     * @param ordered whether the queue keeps the order of a contact's records
     */
    Books(List<SentRecord> sent, List<StoredContact> contacts, boolean ordered) {
        this.sent = sent;
        this.ordered = ordered;
        Set<String> known = sent.stream().map(SentRecord::contact).collect(Collectors.toSet());
        for (StoredContact contact : contacts) {
            String key = key(contact);
            if (!known.contains(key)) {
                throw new AssertionError("Keap holds a contact that nobody sent: " + contact);
            }
            inKeap.computeIfAbsent(key, unused -> new ArrayList<>()).add(contact);
        }
    }

    /** How many records had which fate; the numbers add up to those sent. */
    Map<Fate, Long> audit(SimulatedQueue queue, Collection<SentRecord> rejects) {
        settle(rejects, Fate.REJECTED);
        settle(queue.queued(), Fate.QUEUED);
        settle(queue.deadLetters(), Fate.DEAD_LETTERED);
        settle(queue.expired(), Fate.EXPIRED);
        Map<String, List<SentRecord>> writable = sent.stream()
                .filter(record -> settled.get(record.number()) != Fate.REJECTED)
                .collect(Collectors.groupingBy(SentRecord::contact));
        Map<Fate, Long> fates = new EnumMap<>(Fate.class);
        sent.forEach(record -> fates.merge(fate(record, writable), 1L, Long::sum));
        return fates;
    }

    private void settle(Collection<SentRecord> records, Fate fate) {
        records.forEach(record -> settled.put(record.number(), fate));
    }

    private Fate fate(SentRecord record, Map<String, List<SentRecord>> writable) {
        List<StoredContact> contacts = inKeap.getOrDefault(record.contact(), List.of());
        if (contacts.size() > 1) {
            return Fate.DUPLICATED;
        }
        if (settled.containsKey(record.number())) {
            return settled.get(record.number());
        }
        if (record.kind() == SentRecord.Kind.REMOVAL) {
            return contacts.isEmpty() ? Fate.WRITTEN_ONCE : Fate.LOST;
        }
        boolean proved = !contacts.isEmpty()
                && proves(contacts.getFirst(), record, writable.getOrDefault(record.contact(), List.of()));
        return proved ? Fate.WRITTEN_ONCE : Fate.LOST;
    }

    /** Where the order is kept, the newest state has to be there; elsewhere any one that can have been written. */
    private boolean proves(StoredContact contact, SentRecord record, List<SentRecord> about) {
        Set<Long> tags = new HashSet<>(record.tags());
        tags.add(World.CUSTOMER);
        List<SentRecord> possible = ordered ? List.of(about.getLast()) : about;
        return contact.tagIds().containsAll(tags)
                && possible.stream().map(SentRecord::state).anyMatch(contact.text("given_name")::equals);
    }

    private static String key(StoredContact contact) {
        return Stream.of(contact.emails(), contact.phones())
                .flatMap(List::stream)
                .findFirst()
                .orElseThrow();
    }
}
