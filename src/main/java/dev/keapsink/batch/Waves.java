package dev.keapsink.batch;

import dev.keapsink.step.PlannedRecord;
import dev.keapsink.step.Step;
import dev.keapsink.tag.TagWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Orders the writes of a plan. Messages are finished one after another, the oldest first, so that a batch that runs out
 * of time has finished some. As many messages go together as fill a tag call with objects. Of these the first writes of
 * all objects form one wave, the second writes the next one, and so on. So an object occurs at most once in a wave, and
 * the tags of a wave are applied before the next one begins.
 */
final class Waves {

    private final List<List<Step>> waves = new ArrayList<>();

    /** The steps of each object, in order. */
    private final List<List<Step>> objects;

    /** The step that serves a record, by the record's index. */
    private final Map<Integer, Turn> turnOf = new HashMap<>();

    /** How many steps of each object are planned, by the object's number. */
    private final int[] plannedSteps;

    /** The steps of the messages that go together, by the object's number. */
    private final Map<Integer, List<Step>> together = new LinkedHashMap<>();

    private int steps;

    /** The number of an object, and the number of a step among the object's steps. */
    private record Turn(int object, int step) {}

    private Waves(List<List<Step>> objects) {
        this.objects = objects;
        this.plannedSteps = new int[objects.size()];
        for (int object = 0; object < objects.size(); object++) {
            List<Step> inOrder = objects.get(object);
            for (int i = 0; i < inOrder.size(); i++) {
                Turn turn = new Turn(object, i);
                inOrder.get(i).records().forEach(planned -> turnOf.put(planned.index(), turn));
            }
        }
    }

    /**
     * @param objects the steps of each object, in order
     * @param byTime the records that these steps serve, the oldest message first
     */
    static List<List<Step>> of(List<List<Step>> objects, List<PlannedRecord> byTime) {
        Waves waves = new Waves(objects);
        messages(byTime).forEach(waves::add);
        waves.close();
        return waves.waves;
    }

    private static Collection<List<PlannedRecord>> messages(List<PlannedRecord> byTime) {
        return byTime.stream()
                .collect(Collectors.groupingBy(
                        planned -> planned.position().messageIndex(), LinkedHashMap::new, Collectors.toList()))
                .values();
    }

    /**
     * Adds the steps that finish a message: its own, and those before them. Steps that are planned already are not
     * added again.
     */
    private void add(List<PlannedRecord> message) {
        List<Turn> due = new ArrayList<>();
        for (PlannedRecord planned : message) {
            Turn last = Objects.requireNonNull(turnOf.get(planned.index()));
            while (plannedSteps[last.object()] <= last.step()) {
                due.add(new Turn(last.object(), plannedSteps[last.object()]++));
            }
        }
        if (steps + due.size() > TagWriter.MAX_CONTACTS) {
            close();
        }
        steps += due.size();
        due.forEach(turn -> together.computeIfAbsent(turn.object(), object -> new ArrayList<>())
                .add(objects.get(turn.object()).get(turn.step())));
    }

    private void close() {
        List<Iterator<Step>> open = new ArrayList<>();
        together.values().forEach(object -> open.add(object.iterator()));
        while (!open.isEmpty()) {
            waves.add(open.stream().map(Iterator::next).toList());
            open.removeIf(object -> !object.hasNext());
        }
        together.clear();
        steps = 0;
    }
}
