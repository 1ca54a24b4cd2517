package dev.keapsink.batch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which writes of a wave have to follow each other: on a FIFO queue those of one message group, and those of two groups
 * that share a contact. All others may run at the same time.
 */
final class Lanes {

    private Lanes() {}

    static List<List<Step>> of(List<Step> wave) {
        List<List<Step>> lanes = new ArrayList<>();
        Map<String, List<Step>> laneOfGroup = new HashMap<>();
        for (Step step : wave) {
            Set<String> groups = groups(step);
            List<Step> lane = new ArrayList<>();
            groups.stream()
                    .map(laneOfGroup::get)
                    .filter(known -> known != null)
                    .distinct()
                    .forEach(known -> {
                        lane.addAll(known);
                        lanes.remove(known);
                    });
            lane.add(step);
            lanes.add(lane);
            lane.forEach(member -> groups(member).forEach(group -> laneOfGroup.put(group, lane)));
        }
        return lanes;
    }

    /** The FIFO groups of a step's records; none on a standard queue. */
    static Set<String> groups(Step step) {
        return step.parts().stream()
                .filter(part -> part.message().inFifoGroup())
                .map(part -> String.valueOf(part.message().delivery().group()))
                .collect(Collectors.toSet());
    }
}
