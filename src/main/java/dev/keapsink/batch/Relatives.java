package dev.keapsink.batch;

import dev.keapsink.contact.ContactKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Records that have to stay in order: those of one contact and, where the producer's own names for records count, those of
 * one name, and so all that are connected by either.
 */
final class Relatives {

    /** Each contact and each name leads to another one of its group, and in the end to the one that stands for all. */
    private final Map<Object, Object> leadsTo = new HashMap<>();

    private Relatives() {}

    /** The groups in the order of their first parts, each in the order of its parts. */
    static List<List<Part>> of(List<Part> parts) {
        Relatives relatives = new Relatives();
        parts.forEach(relatives::connect);
        Map<Object, List<Part>> groups = new LinkedHashMap<>();
        for (Part part : parts) {
            Object group = relatives.end(part.change().key());
            groups.computeIfAbsent(group, ignored -> new ArrayList<>()).add(part);
        }
        return List.copyOf(groups.values());
    }

    private void connect(Part part) {
        ContactKey contact = part.change().key();
        String name = part.change().sourceKey();
        if (name != null) {
            Object one = end(name);
            Object other = end(contact);
            if (!one.equals(other)) {
                leadsTo.put(one, other);
            }
        }
    }

    private Object end(Object start) {
        Object end = start;
        for (Object next = leadsTo.get(end); next != null; next = leadsTo.get(end)) {
            end = next;
        }
        if (!end.equals(start)) {
            leadsTo.put(start, end);
        }
        return end;
    }
}
