package dev.keapsink.outcome;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Finds the records of a batch that have to wait when others wait. A message comes again as a whole, so all its records
 * wait. The later records of the same objects wait, too, and on a FIFO queue the later messages of the same group.
 * Their messages come again as a whole in turn, and so on. Building this and each answer take time in proportion to the
 * batch.
 */
public final class Dependents {

    private final Map<Integer, Integer> messageOf = new HashMap<>();

    /** The records of each message, by the message's index. */
    private final Map<Integer, List<Integer>> records = new HashMap<>();

    /** The messages that directly follow a message, because they share an object or a group with it. */
    private final Map<Integer, List<Integer>> next = new HashMap<>();

    /**
     * Records of one object, and those that refer to it. These wait when one of those waits.
     *
     * @param parents the indexes of the object's records
     * @param children the indexes of the records that refer to it
     */
    public record Family(List<Integer> parents, List<Integer> children) {}

    private Dependents() {}

    /**
     * The dependents in a batch, or in a part of it.
     *
     * @param positions of the records, in the order of the batch
     * @param objects the indexes of each object's records in their order, all of them among the positions; a record may
     *     be in several of these lists
     */
    public static Dependents in(List<RecordPosition> positions, List<List<Integer>> objects) {
        return in(positions, objects, List.of());
    }

    /** The same with families, all of whose records are among the positions. */
    public static Dependents in(List<RecordPosition> positions, List<List<Integer>> objects, List<Family> families) {
        Dependents dependents = new Dependents();
        positions.forEach(dependents::add);
        objects.forEach(dependents::connectObject);
        dependents.connectGroups(positions);
        for (int i = 0; i < families.size(); i++) {
            dependents.connectFamily(families.get(i), -1 - i);
        }
        return dependents;
    }

    private void add(RecordPosition position) {
        messageOf.put(position.index(), position.messageIndex());
        records.computeIfAbsent(position.messageIndex(), message -> new ArrayList<>())
                .add(position.index());
    }

    private void connectObject(List<Integer> object) {
        for (int i = 1; i < object.size(); i++) {
            connect(message(object.get(i - 1)), message(object.get(i)));
        }
    }

    private void connectGroups(List<RecordPosition> positions) {
        Map<String, Integer> lastOfGroup = new HashMap<>();
        for (RecordPosition position : positions) {
            if (position.message().inFifoGroup()) {
                String group =
                        Objects.requireNonNull(position.message().delivery().group());
                int message = position.messageIndex();
                connect(Objects.requireNonNullElse(lastOfGroup.put(group, message), message), message);
            }
        }
    }

    /**
     * Connects all parents with all children.
     *
     * @param hub stands between them like a message without records, so that the connections are few
     */
    private void connectFamily(Family family, int hub) {
        family.parents().forEach(parent -> connect(message(parent), hub));
        family.children().forEach(child -> connect(hub, message(child)));
    }

    private void connect(int earlier, int later) {
        if (earlier != later) {
            next.computeIfAbsent(earlier, message -> new ArrayList<>()).add(later);
        }
    }

    private int message(int index) {
        return Objects.requireNonNull(messageOf.get(index));
    }

    /** The indexes of these records and of all that have to wait with them. */
    public Set<Integer> of(Collection<Integer> waiting) {
        Set<Integer> all = new HashSet<>();
        Set<Integer> messages = new HashSet<>();
        waiting.forEach(index -> all.addAll(of(index, messages)));
        return all;
    }

    /**
     * The indexes of a record and of all that have to wait with it, except those in messages that were reached before.
     *
     * @param reached the messages reached before; those that are reached now are added
     */
    public List<Integer> of(int index, Set<Integer> reached) {
        List<Integer> all = new ArrayList<>();
        Deque<Integer> open = new ArrayDeque<>(List.of(message(index)));
        while (!open.isEmpty()) {
            int message = open.remove();
            if (reached.add(message)) {
                all.addAll(records.getOrDefault(message, List.of()));
                open.addAll(next.getOrDefault(message, List.of()));
            }
        }
        return all;
    }
}
