package dev.keapsink.batch;

import dev.keapsink.step.Part;
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
final class Relatives {

    /** The one that stands for all relatives of a record, by the record's position. */
    private final Map<Integer, String> groupOf = new HashMap<>();

    private Relatives() {}

    /** The relatives among all records of a batch. */
    static Relatives among(List<Part> all) {
        Connected objectsAndNames = new Connected();
        for (Part part : all) {
            String name = part.change().sourceKey();
            if (name != null) {
                String stream = part.change().key().type().stream();
                objectsAndNames.connect("name of " + stream + ' ' + name, object(part));
            }
        }
        Relatives relatives = new Relatives();
        all.forEach(part -> relatives.groupOf.put(part.position(), objectsAndNames.end(object(part))));
        return relatives;
    }

    /**
     * The groups of some of them in the order of their first parts, each in the order of its parts. If some are left out, the others
     * are grouped anew: what is not written ties nothing together.
     */
    List<List<Part>> of(List<Part> some) {
        if (some.size() < groupOf.size()) {
            return among(some).of(some);
        }
        Map<String, List<Part>> groups = new LinkedHashMap<>();
        for (Part part : some) {
            String group = Objects.requireNonNull(groupOf.get(part.position()));
            groups.computeIfAbsent(group, ignored -> new ArrayList<>()).add(part);
        }
        return List.copyOf(groups.values());
    }

    private static String object(Part part) {
        return part.change().key().unique();
    }
}
