package dev.keapsink.batch;

import dev.keapsink.step.PlannedRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Records that have to stay in order: those of one object and, where the producer's own names for records count, those of
 * one name, and so all that are connected by either. Found once for a batch of which all is written together.
 */
final class OrderGroups {

    /** The one that stands for all relatives of a record, by the record's position. */
    private final Map<Integer, String> groupOf = new HashMap<>();

    private OrderGroups() {}

    /** The relatives among all records of a batch. */
    static OrderGroups among(List<PlannedRecord> all) {
        DisjointSets objectsAndNames = new DisjointSets();
        for (PlannedRecord planned : all) {
            String name = planned.change().sourceKey();
            if (name != null) {
                String stream = planned.change().key().type().stream();
                objectsAndNames.connect("name of " + stream + ' ' + name, object(planned));
            }
        }
        OrderGroups orderGroups = new OrderGroups();
        all.forEach(planned -> orderGroups.groupOf.put(planned.index(), objectsAndNames.end(object(planned))));
        return orderGroups;
    }

    /**
     * The groups of some of them in the order of their first parts, each in the order of its parts. If some are left out, the others
     * are grouped anew: what is not written ties nothing together.
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
