package dev.keapsink.batch;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** What is connected with each other, directly or through others: disjoint sets, united by size. */
final class DisjointSets {

    /** Each member of a set leads to another one, and in the end to the one that stands for all. */
    private final Map<String, String> leadsTo = new HashMap<>();

    /** How many each set has, by the one that stands for it. */
    private final Map<String, Integer> sizes = new HashMap<>();

    void connect(String one, String other) {
        String small = end(one);
        String large = end(other);
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

    /** The one that stands for all that are connected with this one. */
    String end(String start) {
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
