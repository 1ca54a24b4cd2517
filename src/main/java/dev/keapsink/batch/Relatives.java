package dev.keapsink.batch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Records that have to stay in order: those of one contact and, where the producer's own names for records count, those of
 * one name, and so all that are connected by either.
 */
final class Relatives {

    private Relatives() {}

    /** The groups in the order of their first parts, each in the order of its parts. */
    static List<List<Part>> of(List<Part> parts) {
        Connected contactsAndNames = new Connected();
        for (Part part : parts) {
            String name = part.change().sourceKey();
            if (name != null) {
                contactsAndNames.connect("name " + name, contact(part));
            }
        }
        Map<String, List<Part>> groups = new LinkedHashMap<>();
        for (Part part : parts) {
            String group = contactsAndNames.end(contact(part));
            groups.computeIfAbsent(group, ignored -> new ArrayList<>()).add(part);
        }
        return List.copyOf(groups.values());
    }

    private static String contact(Part part) {
        return part.change().key().text();
    }
}
