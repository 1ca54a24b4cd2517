package dev.keapsink.batch;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Groups texts that are connected, directly or through others: disjoint sets, united by size. */
final class DisjointSets {

    /** Each member of a set leads to another one, and finally to the set's representative. */
    private final Map<String, String> leadsTo = new HashMap<>();

    /** The size of each set, by its representative. */
    private final Map<String, Integer> sizes = new HashMap<>();

    void connect(String one, String other) {
        String small = representative(one);
        String large = representative(other);
        if (size(small) > size(large)) {
            String larger = small;
            small = large;
            large = larger;
        }
        if (!small.equals(large)) {
            leadsTo.put(small, large);
            sizes.put(large, size(small) + size(large));
        }
    }

    /** The representative of a text's set. */
    String representative(String start) {
        String end = start;
        for (String next = leadsTo.get(end); next != null; next = leadsTo.get(end)) {
            end = next;
        }
        return end;
    }

    private int size(String end) {
        return Objects.requireNonNullElse(sizes.get(end), 1);
    }
}
