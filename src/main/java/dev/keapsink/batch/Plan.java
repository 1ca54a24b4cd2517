package dev.keapsink.batch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * What to write, in which order. The records of one contact stay in order and are coalesced into one write; a delete is a
 * barrier that stands alone. Where the producer's own names for records count, records of one name stay in order, too,
 * whatever contacts they are about, and a write serves records of one name only. {@link Waves} says what is written when.
 *
 * @param waves the writes; within a wave every contact occurs once, the oldest messages first
 * @param contacts the records of each contact, in their order
 */
record Plan(List<List<Step>> waves, List<List<Part>> contacts) {

    private static final Comparator<Part> BY_TIME = Comparator.comparing(
                    (Part part) -> part.message().delivery().sentAt())
            .thenComparing(Part::position);

    private static final Comparator<Part> BY_VERSION = Comparator.comparing(
                    (Part part) -> Objects.requireNonNull(part.change().version()))
            .thenComparing(BY_TIME);

    static Plan of(List<Part> parts) {
        List<Part> byTime = parts.stream().sorted(BY_TIME).toList();
        List<List<Part>> contacts = contacts(byTime);
        return new Plan(Waves.of(contacts.stream().map(Plan::steps).toList(), byTime), contacts);
    }

    /** The records of each contact, in their order, as positions. */
    List<List<Integer>> order() {
        return positions(contacts);
    }

    /** The same of records that are not planned. */
    static List<List<Integer>> order(List<Part> parts) {
        return positions(contacts(parts.stream().sorted(BY_TIME).toList()));
    }

    private static List<List<Integer>> positions(List<List<Part>> contacts) {
        return contacts.stream()
                .map(contact -> contact.stream().map(Part::position).toList())
                .toList();
    }

    private static List<List<Part>> contacts(List<Part> byTime) {
        return Relatives.of(byTime).stream().map(Plan::inOrder).toList();
    }

    /**
     * By version if every record has one; a mixture has no order of its own, so the time of sending decides. But records of
     * one name change places among themselves until their versions rise.
     */
    private static List<Part> inOrder(List<Part> contact) {
        if (contact.stream().allMatch(Plan::isVersioned)) {
            return contact.stream().sorted(BY_VERSION).toList();
        }
        List<Part> mixed = new ArrayList<>(contact.stream().sorted(BY_TIME).toList());
        contact.stream()
                .map(part -> part.change().sourceKey())
                .filter(Objects::nonNull)
                .distinct()
                .forEach(name -> raise(
                        mixed,
                        part -> isVersioned(part) && name.equals(part.change().sourceKey())));
        return mixed;
    }

    private static boolean isVersioned(Part part) {
        return part.change().version() != null;
    }

    /** Has these parts change places until their versions rise. */
    private static void raise(List<Part> parts, Predicate<Part> which) {
        Iterator<Part> rising =
                parts.stream().filter(which).sorted(BY_VERSION).toList().iterator();
        parts.replaceAll(part -> which.test(part) ? rising.next() : part);
    }

    private static List<Step> steps(List<Part> contact) {
        List<Step> steps = new ArrayList<>();
        List<Part> upserts = new ArrayList<>();
        for (Part part : contact) {
            if (part.change().isDelete() || (!upserts.isEmpty() && !isOfOne(upserts.getLast(), part))) {
                flush(upserts, steps);
            }
            upserts.add(part);
            if (part.change().isDelete()) {
                flush(upserts, steps);
            }
        }
        flush(upserts, steps);
        return steps;
    }

    private static boolean isOfOne(Part one, Part other) {
        return one.change().key().equals(other.change().key())
                && Objects.equals(one.change().sourceKey(), other.change().sourceKey());
    }

    private static void flush(List<Part> upserts, List<Step> steps) {
        if (!upserts.isEmpty()) {
            steps.add(Step.of(upserts));
            upserts.clear();
        }
    }
}
