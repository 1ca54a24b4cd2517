package dev.keapsink.batch;

import dev.keapsink.object.Change;
import dev.keapsink.object.Key;
import dev.keapsink.record.ObjectType;
import dev.keapsink.step.PlannedRecord;
import dev.keapsink.step.References;
import dev.keapsink.step.Step;
import dev.keapsink.tag.TagWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
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
 *
 * <p>All writes of one type of object come before those of the types that can refer to it. A message also needs the
 * first write of every object that its records refer to, even if that one serves a later message.
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

    /** The first step of each object that is no delete, by the object's key. */
    private final Map<Key, Turn> firstOf = new HashMap<>();

    /** The same by the object's other keys, such as that of the producer. */
    private final Map<Key, Turn> firstOfName = new HashMap<>();

    private int steps;

    /** The number of an object, and the number of a step among the object's steps. */
    private record Turn(int object, int step) {}

    private Waves(List<List<Step>> objects) {
        this.objects = objects;
        this.plannedSteps = new int[objects.size()];
        boolean isAnyReferred = objects.stream().flatMap(List::stream).anyMatch(Waves::refers);
        for (int object = 0; object < objects.size(); object++) {
            List<Step> inOrder = objects.get(object);
            for (int i = 0; i < inOrder.size(); i++) {
                Turn turn = new Turn(object, i);
                Step step = inOrder.get(i);
                step.records().forEach(planned -> turnOf.put(planned.index(), turn));
                if (isAnyReferred && !step.change().isDelete()) {
                    addParent(step, turn);
                }
            }
        }
    }

    private static boolean refers(Step step) {
        return !step.change().references().isEmpty();
    }

    private void addParent(Step step, Turn turn) {
        firstOf.putIfAbsent(step.key(), turn);
        step.records().forEach(planned -> planned.otherKeys().forEach(name -> firstOfName.putIfAbsent(name, turn)));
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
     * Adds the steps that finish a message: its own, those before them, and the first ones of the objects that they
     * refer to. Steps that are planned already are not added again.
     */
    private void add(List<PlannedRecord> message) {
        List<Turn> due = new ArrayList<>();
        message.forEach(planned -> addUpTo(Objects.requireNonNull(turnOf.get(planned.index())), due));
        if (steps + due.size() > TagWriter.MAX_CONTACTS) {
            close();
        }
        steps += due.size();
        due.forEach(turn -> together.computeIfAbsent(turn.object(), object -> new ArrayList<>())
                .add(step(turn)));
    }

    /** The depth is that of the types: an object refers to objects of earlier types only. */
    private void addUpTo(Turn last, List<Turn> due) {
        while (plannedSteps[last.object()] <= last.step()) {
            Turn next = new Turn(last.object(), plannedSteps[last.object()]++);
            due.add(next);
            Change change = step(next).change();
            if (!change.references().isEmpty()) {
                References.keys(List.of(change)).forEach(key -> {
                    Turn parent = firstOf.getOrDefault(key, firstOfName.get(key));
                    if (parent != null) {
                        addUpTo(parent, due);
                    }
                });
            }
        }
    }

    private Step step(Turn turn) {
        return objects.get(turn.object()).get(turn.step());
    }

    private void close() {
        Map<ObjectType, List<Iterator<Step>>> byType = new EnumMap<>(ObjectType.class);
        together.values()
                .forEach(
                        object -> byType.computeIfAbsent(object.getFirst().key().type(), type -> new ArrayList<>())
                                .add(object.iterator()));
        for (List<Iterator<Step>> open : byType.values()) {
            while (!open.isEmpty()) {
                waves.add(open.stream().map(Iterator::next).toList());
                open.removeIf(object -> !object.hasNext());
            }
        }
        together.clear();
        steps = 0;
    }
}
