package dev.keapsink.batch;

import dev.keapsink.step.PlannedRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Groups records that have to stay in order. Records of one object belong together, and so do records of one source
 * key. Groups that share a record are one. The groups are found once for a batch, and anew if some of its records are
 * not written.
 */
final class OrderGroups {

    /** The representative of each record's group, by the record's index. */
    private final Map<Integer, String> groupOf = new HashMap<>();

    private OrderGroups() {}

    /** The groups among all records of a batch. */
    static OrderGroups among(List<PlannedRecord> all) {
        DisjointSets objectsAndKeys = new DisjointSets();
        for (PlannedRecord planned : all) {
            String sourceKey = planned.change().sourceKey();
            if (sourceKey != null) {
                String stream = planned.change().key().type().stream();
                objectsAndKeys.connect("name of " + stream + ' ' + sourceKey, object(planned));
            }
        }
        OrderGroups orderGroups = new OrderGroups();
        all.forEach(
                planned -> orderGroups.groupOf.put(planned.index(), objectsAndKeys.representative(object(planned))));
        return orderGroups;
    }

    /**
     * The groups of some of these records, in the order of their first records, each in the order of its records. If
     * records are missing, the rest are grouped anew: a record that is not written connects no others.
     */
    List<List<PlannedRecord>> of(List<PlannedRecord> some) {
        if (some.size() < groupOf.size()) {
            return among(some).of(some);
        }
        Map<String, List<PlannedRecord>> groups = new LinkedHashMap<>();
        for (PlannedRecord planned : some) {
            String group = Objects.requireNonNull(groupOf.get(planned.index()));
            groups.computeIfAbsent(group, ignored -> new ArrayList<>()).add(planned);
        }
        return List.copyOf(groups.values());
    }

    private static String object(PlannedRecord planned) {
        return planned.change().key().unique();
    }
}
