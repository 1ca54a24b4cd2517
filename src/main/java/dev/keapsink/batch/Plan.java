package dev.keapsink.batch;

import dev.keapsink.step.PlannedRecord;
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
record Plan(List<List<Step>> waves, List<List<PlannedRecord>> objects) {

    private static final Comparator<PlannedRecord> BY_TIME = Comparator.comparing(
                    (PlannedRecord planned) -> planned.message().delivery().sentAt())
            .thenComparing(PlannedRecord::index);

    private static final Comparator<PlannedRecord> BY_VERSION = Comparator.comparing((PlannedRecord planned) ->
                    Objects.requireNonNull(planned.change().version()))
            .thenComparing(BY_TIME);

    static Plan of(List<PlannedRecord> records, OrderGroups orderGroups) {
        List<PlannedRecord> byTime = records.stream().sorted(BY_TIME).toList();
        List<List<PlannedRecord>> objects = objects(byTime, orderGroups);
        return new Plan(Waves.of(objects.stream().map(Plan::steps).toList(), byTime), objects);
    }

    /** The records of each object, in their order, as positions. */
    List<List<Integer>> order() {
        return positions(objects);
    }

    /** The same of records that are not planned. */
    static List<List<Integer>> order(List<PlannedRecord> records, OrderGroups orderGroups) {
        return positions(objects(records.stream().sorted(BY_TIME).toList(), orderGroups));
    }

    private static List<List<Integer>> positions(List<List<PlannedRecord>> objects) {
        return objects.stream()
                .map(object -> object.stream().map(PlannedRecord::index).toList())
                .toList();
    }

    private static List<List<PlannedRecord>> objects(List<PlannedRecord> byTime, OrderGroups orderGroups) {
        return orderGroups.of(byTime).stream().map(Plan::inOrder).toList();
    }

    /**
     * By version if every record has one; a mixture has no order of its own, so the time of sending decides. But records of
     * one name change places among themselves until their versions rise.
     *
     * @param byTime the records of one object
     */
    private static List<PlannedRecord> inOrder(List<PlannedRecord> byTime) {
        if (byTime.stream().allMatch(Plan::isVersioned)) {
            return byTime.stream().sorted(BY_VERSION).toList();
        }
        List<PlannedRecord> mixed = new ArrayList<>(byTime);
        versionedOfOneName(byTime).forEach(positions -> {
            Iterator<PlannedRecord> rising =
                    positions.stream().map(byTime::get).sorted(BY_VERSION).iterator();
            positions.forEach(position -> mixed.set(position, rising.next()));
        });
        return mixed;
    }

    private static boolean isVersioned(PlannedRecord planned) {
        return planned.change().version() != null;
    }

    /** Where the records with a version are, for each name that the producer gives them. */
    private static Collection<List<Integer>> versionedOfOneName(List<PlannedRecord> records) {
        Map<String, List<Integer>> positions = new HashMap<>();
        for (int i = 0; i < records.size(); i++) {
            String name = records.get(i).change().sourceKey();
            if (name != null && isVersioned(records.get(i))) {
                positions.computeIfAbsent(name, ignored -> new ArrayList<>()).add(i);
            }
        }
        return positions.values();
    }

    private static List<Step> steps(List<PlannedRecord> object) {
        List<Step> steps = new ArrayList<>();
        List<PlannedRecord> upserts = new ArrayList<>();
        for (PlannedRecord planned : object) {
            if (planned.change().isDelete() || (!upserts.isEmpty() && !isOfOne(upserts.getLast(), planned))) {
                flush(upserts, steps);
            }
            upserts.add(planned);
            if (planned.change().isDelete()) {
                flush(upserts, steps);
            }
        }
        flush(upserts, steps);
        return steps;
    }

    private static boolean isOfOne(PlannedRecord one, PlannedRecord other) {
        return one.change().key().equals(other.change().key())
                && Objects.equals(one.change().sourceKey(), other.change().sourceKey());
    }

    private static void flush(List<PlannedRecord> upserts, List<Step> steps) {
        if (!upserts.isEmpty()) {
            steps.add(Step.of(upserts));
            upserts.clear();
        }
    }
}
