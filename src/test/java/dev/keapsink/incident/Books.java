package dev.keapsink.incident;

import dev.keapsink.object.Specimen;
import dev.keapsink.simulator.KeapSimulator;
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
    private final Map<String, List<Kept>> inKeap = new HashMap<>();
    private final Map<Integer, Fate> settled = new HashMap<>();

    /** An object as it is in Keap in the end. */
    private record Kept(String state, Set<Long> tags) {}

    /**
     * @param ordered whether the queue keeps the order of a contact's records
     */
    Books(List<SentRecord> sent, KeapSimulator keap, boolean ordered) {
        this.sent = sent;
        this.ordered = ordered;
        keap.contacts().stream()
                .filter(contact -> !contact.emails().contains(Specimen.CONTACT))
                .forEach(contact -> keep(key(contact), new Kept(contact.text("given_name"), contact.tagIds())));
        Specimen.objects()
                .forEach(specimen -> specimen.objects(keap).stream()
                        .filter(object -> !object.created().equals(Specimen.PREPARED))
                        .forEach(object -> keep(
                                SentRecord.subject(specimen, specimen.key(object)),
                                new Kept(object.text(specimen.property()), Set.of()))));
        Set<String> known = sent.stream().map(SentRecord::subject).collect(Collectors.toSet());
        if (!known.containsAll(inKeap.keySet())) {
            throw new AssertionError("Keap holds what nobody sent: " + inKeap.keySet());
        }
    }

    private void keep(String subject, Kept object) {
        inKeap.computeIfAbsent(subject, unused -> new ArrayList<>()).add(object);
    }

    /** How many records had which fate; the numbers add up to those sent. */
    Map<Fate, Long> audit(SimulatedQueue queue, Collection<SentRecord> rejects) {
        settle(rejects, Fate.REJECTED);
        settle(queue.queued(), Fate.QUEUED);
        settle(queue.deadLetters(), Fate.DEAD_LETTERED);
        settle(queue.expired(), Fate.EXPIRED);
        Map<String, List<SentRecord>> writable = sent.stream()
                .filter(record -> settled.get(record.number()) != Fate.REJECTED)
                .collect(Collectors.groupingBy(SentRecord::subject));
        Map<Fate, Long> fates = new EnumMap<>(Fate.class);
        sent.forEach(record -> fates.merge(fate(record, writable), 1L, Long::sum));
        return fates;
    }

    private void settle(Collection<SentRecord> records, Fate fate) {
        records.forEach(record -> settled.put(record.number(), fate));
    }

    private Fate fate(SentRecord record, Map<String, List<SentRecord>> writable) {
        List<Kept> kept = inKeap.getOrDefault(record.subject(), List.of());
        if (kept.size() > 1) {
            return Fate.DUPLICATED;
        }
        if (settled.containsKey(record.number())) {
            return settled.get(record.number());
        }
        if (record.kind() == SentRecord.Kind.REMOVAL) {
            return kept.isEmpty() ? Fate.WRITTEN_ONCE : Fate.LOST;
        }
        boolean proved =
                !kept.isEmpty() && proves(kept.getFirst(), record, writable.getOrDefault(record.subject(), List.of()));
        return proved ? Fate.WRITTEN_ONCE : Fate.LOST;
    }

    /** Where the order is kept, the newest state has to be there; elsewhere any one that can have been written. */
    private boolean proves(Kept kept, SentRecord record, List<SentRecord> about) {
        Set<Long> tags = new HashSet<>(record.tags());
        if (record.isOfContact()) {
            tags.add(World.CUSTOMER);
        }
        List<SentRecord> possible = ordered ? List.of(about.getLast()) : about;
        return kept.tags().containsAll(tags)
                && possible.stream().map(SentRecord::state).anyMatch(kept.state()::equals);
    }

    private static String key(StoredContact contact) {
        return Stream.of(contact.emails(), contact.phones())
                .flatMap(List::stream)
                .findFirst()
                .orElseThrow();
    }
}
