package dev.keapsink.batch;

import dev.keapsink.step.Part;
import dev.keapsink.step.Step;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What to write, in which order. The records of one object stay in order and are coalesced into one write; a delete is a
 * barrier that stands alone. Where the producer's own names for records count, records of one name stay in order, too,
 * whatever objects they are about, and a write serves records of one name only. {@link Waves} says what is written when.
 *
 * @param waves the writes; within a wave every object occurs once, the oldest messages first
 * @param objects the records of each object, in their order
 */
record Plan(List<List<Step>> waves, List<List<Part>> objects) {

    private static final Comparator<Part> BY_TIME = Comparator.comparing(
                    (Part part) -> part.message().delivery().sentAt())
            .thenComparing(Part::position);

    private static final Comparator<Part> BY_VERSION = Comparator.comparing(
                    (Part part) -> Objects.requireNonNull(part.change().version()))
            .thenComparing(BY_TIME);

    static Plan of(List<Part> parts, Relatives relatives) {
        List<Part> byTime = parts.stream().sorted(BY_TIME).toList();
        List<List<Part>> objects = objects(byTime, relatives);
        return new Plan(Waves.of(objects.stream().map(Plan::steps).toList(), byTime), objects);
    }

    /** The records of each object, in their order, as positions. */
    List<List<Integer>> order() {
        return positions(objects);
    }

    /** The same of records that are not planned. */
    static List<List<Integer>> order(List<Part> parts, Relatives relatives) {
        return positions(objects(parts.stream().sorted(BY_TIME).toList(), relatives));
    }

    private static List<List<Integer>> positions(List<List<Part>> objects) {
        return objects.stream()
                .map(object -> object.stream().map(Part::position).toList())
                .toList();
    }

    private static List<List<Part>> objects(List<Part> byTime, Relatives relatives) {
        return relatives.of(byTime).stream().map(Plan::inOrder).toList();
    }

    /**
     * By version if every record has one; a mixture has no order of its own, so the time of sending decides. But records of
     * one name change places among themselves until their versions rise.
     *
     * @param byTime the records of one object
     */
    private static List<Part> inOrder(List<Part> byTime) {
        if (byTime.stream().allMatch(Plan::isVersioned)) {
            return byTime.stream().sorted(BY_VERSION).toList();
        }
        List<Part> mixed = new ArrayList<>(byTime);
        versionedOfOneName(byTime).forEach(places -> {
            Iterator<Part> rising =
                    places.stream().map(byTime::get).sorted(BY_VERSION).iterator();
            places.forEach(place -> mixed.set(place, rising.next()));
        });
        return mixed;
    }

    private static boolean isVersioned(Part part) {
        return part.change().version() != null;
    }

    /** Where the records with a version are, for each name that the producer gives them. */
    private static Collection<List<Integer>> versionedOfOneName(List<Part> parts) {
        Map<String, List<Integer>> places = new HashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            String name = parts.get(i).change().sourceKey();
            if (name != null && isVersioned(parts.get(i))) {
                places.computeIfAbsent(name, ignored -> new ArrayList<>()).add(i);
            }
        }
        return places.values();
    }

    private static List<Step> steps(List<Part> object) {
        List<Step> steps = new ArrayList<>();
        List<Part> upserts = new ArrayList<>();
        for (Part part : object) {
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
