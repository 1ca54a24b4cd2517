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
 * The writes of a pass, in their order. Consecutive records of one object and one source key are coalesced into one
 * write. A delete is a write of its own. Records of one source key stay in order even if they are about several
 * objects. {@link Waves} decides the order of the writes.
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

    /** The indexes of each object's records, in their order. */
    List<List<Integer>> order() {
        return indexes(objects);
    }

    /** The indexes of each object's records, in their order, without a plan. */
    static List<List<Integer>> order(List<PlannedRecord> records, OrderGroups orderGroups) {
        return indexes(objects(records.stream().sorted(BY_TIME).toList(), orderGroups));
    }

    private static List<List<Integer>> indexes(List<List<PlannedRecord>> objects) {
        return objects.stream()
                .map(object -> object.stream().map(PlannedRecord::index).toList())
                .toList();
    }

    private static List<List<PlannedRecord>> objects(List<PlannedRecord> byTime, OrderGroups orderGroups) {
        return orderGroups.of(byTime).stream().map(Plan::inOrder).toList();
    }

    /**
     * Orders records by version if every record has one. Otherwise versions and times cannot be compared, so the time
     * of sending decides. Versioned records of one source key then swap places until their versions rise.
     *
     * @param byTime the records of one object
     */
    private static List<PlannedRecord> inOrder(List<PlannedRecord> byTime) {
        if (byTime.stream().allMatch(Plan::isVersioned)) {
            return byTime.stream().sorted(BY_VERSION).toList();
        }
        List<PlannedRecord> mixed = new ArrayList<>(byTime);
        versionedOfOneKey(byTime).forEach(places -> {
            Iterator<PlannedRecord> rising =
                    places.stream().map(byTime::get).sorted(BY_VERSION).iterator();
            places.forEach(place -> mixed.set(place, rising.next()));
        });
        return mixed;
    }

    private static boolean isVersioned(PlannedRecord planned) {
        return planned.change().version() != null;
    }

    /** The places of the versioned records in the list, for each source key. */
    private static Collection<List<Integer>> versionedOfOneKey(List<PlannedRecord> records) {
        Map<String, List<Integer>> places = new HashMap<>();
        for (int i = 0; i < records.size(); i++) {
            String sourceKey = records.get(i).change().sourceKey();
            if (sourceKey != null && isVersioned(records.get(i))) {
                places.computeIfAbsent(sourceKey, ignored -> new ArrayList<>()).add(i);
            }
        }
        return places.values();
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
