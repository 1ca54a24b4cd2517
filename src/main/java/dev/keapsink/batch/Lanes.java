package dev.keapsink.batch;

import dev.keapsink.step.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Divides a wave into lanes, within which writes follow each other. On a FIFO queue the writes of one message group
 * share a lane, and so do those of two groups that share an object. Lanes may run concurrently.
 */
final class Lanes {

    private Lanes() {}

    /** The lanes in the order of their first steps, each in the order of the wave. */
    static List<List<Step>> of(List<Step> wave) {
        DisjointSets objectsAndGroups = new DisjointSets();
        wave.forEach(step -> groups(step)
                .forEach(group ->
                        objectsAndGroups.connect("group " + group, step.key().unique())));
        Map<String, List<Step>> lanes = new LinkedHashMap<>();
        for (Step step : wave) {
            String lane = objectsAndGroups.representative(step.key().unique());
            lanes.computeIfAbsent(lane, ignored -> new ArrayList<>()).add(step);
        }
        return List.copyOf(lanes.values());
    }

    /** The FIFO groups of a step's records; none on a standard queue. */
    static Set<String> groups(Step step) {
        return step.records().stream()
                .filter(planned -> planned.message().inFifoGroup())
                .map(planned -> String.valueOf(planned.message().delivery().group()))
                .collect(Collectors.toSet());
    }
}
