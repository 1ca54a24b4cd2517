package dev.keapsink.batch;

import dev.keapsink.step.PlannedRecord;
import dev.keapsink.tag.TagWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

/** The naive twin of {@link Plan}: each sentence of the rules by itself, looking through everything each time. */
final class NaivePlan {

    private static final Comparator<PlannedRecord> BY_TIME = Comparator.comparing(
                    (PlannedRecord planned) -> planned.message().delivery().sentAt())
            .thenComparing(PlannedRecord::index);

    private static final Comparator<PlannedRecord> BY_VERSION = Comparator.comparing(
                    (PlannedRecord planned) -> planned.change().version())
            .thenComparing(BY_TIME);

    private NaivePlan() {}

    /** The records of each contact, in their order. */
    static List<List<PlannedRecord>> contacts(List<PlannedRecord> records) {
        List<PlannedRecord> byTime = records.stream().sorted(BY_TIME).toList();
        List<List<PlannedRecord>> contacts = new ArrayList<>();
        Set<PlannedRecord> placed = new HashSet<>();
        for (PlannedRecord planned : byTime) {
            if (!placed.contains(planned)) {
                List<PlannedRecord> orderGroups = orderGroups(planned, byTime);
                placed.addAll(orderGroups);
                contacts.add(inOrder(orderGroups));
            }
        }
        return contacts;
    }

    private static List<PlannedRecord> orderGroups(PlannedRecord first, List<PlannedRecord> all) {
        Set<PlannedRecord> reached = new LinkedHashSet<>(Set.of(first));
        int before;
        do {
            before = reached.size();
            all.stream()
                    .filter(planned -> reached.stream().anyMatch(other -> isRelated(planned, other)))
                    .toList()
                    .forEach(reached::add);
        } while (reached.size() > before);
        return all.stream().filter(reached::contains).toList();
    }

    private static boolean isRelated(PlannedRecord one, PlannedRecord other) {
        return one.change().key().equals(other.change().key())
                || (one.change().sourceKey() != null && isOfOneName(one, other));
    }

    private static boolean isOfOneName(PlannedRecord one, PlannedRecord other) {
        return Objects.equals(one.change().sourceKey(), other.change().sourceKey());
    }

    private static List<PlannedRecord> inOrder(List<PlannedRecord> byTime) {
        if (byTime.stream().allMatch(NaivePlan::isVersioned)) {
            return byTime.stream().sorted(BY_VERSION).toList();
        }
        List<PlannedRecord> mixed = new ArrayList<>(byTime);
        for (int i = 0; i < mixed.size(); i++) {
            for (int j = i + 1; j < mixed.size(); j++) {
                PlannedRecord earlier = mixed.get(i);
                PlannedRecord later = mixed.get(j);
                boolean comparable = isVersioned(earlier)
                        && isVersioned(later)
                        && earlier.change().sourceKey() != null
                        && isOfOneName(earlier, later);
                if (comparable && BY_VERSION.compare(earlier, later) > 0) {
                    mixed.set(i, later);
                    mixed.set(j, earlier);
                }
            }
        }
        return mixed;
    }

    private static boolean isVersioned(PlannedRecord planned) {
        return planned.change().version() != null;
    }

    /** Waves of the steps of these contacts, as the positions that each step serves. */
    static List<List<List<Integer>>> waves(List<List<PlannedRecord>> contacts, List<PlannedRecord> records) {
        List<List<List<Integer>>> steps =
                contacts.stream().map(NaivePlan::steps).toList();
        List<List<List<Integer>>> waves = new ArrayList<>();
        List<List<Integer>> together = new ArrayList<>();
        Set<List<Integer>> planned = new HashSet<>();
        for (List<Integer> message : messages(records)) {
            List<List<Integer>> due = new ArrayList<>();
            message.forEach(index -> due.addAll(upTo(index, steps)));
            due.removeIf(step -> !planned.add(step));
            if (together.size() + due.size() > TagWriter.MAX_CONTACTS) {
                waves.addAll(turns(together, steps));
                together.clear();
            }
            together.addAll(due);
        }
        waves.addAll(turns(together, steps));
        return waves;
    }

    private static List<List<Integer>> messages(List<PlannedRecord> records) {
        List<PlannedRecord> byTime = records.stream().sorted(BY_TIME).toList();
        return byTime.stream()
                .map(planned -> planned.position().messageIndex())
                .distinct()
                .map(message -> byTime.stream()
                        .filter(planned -> planned.position().messageIndex() == message)
                        .map(PlannedRecord::index)
                        .toList())
                .toList();
    }

    private static List<List<Integer>> steps(List<PlannedRecord> contact) {
        List<List<Integer>> steps = new ArrayList<>();
        for (int i = 0; i < contact.size(); i++) {
            if (i == 0 || !isOneWrite(contact.get(i - 1), contact.get(i))) {
                steps.add(new ArrayList<>());
            }
            steps.getLast().add(contact.get(i).index());
        }
        return steps;
    }

    private static boolean isOneWrite(PlannedRecord one, PlannedRecord other) {
        return !one.change().isDelete()
                && !other.change().isDelete()
                && one.change().key().equals(other.change().key())
                && isOfOneName(one, other);
    }

    /** The step that serves a record, and all that come before it. */
    private static List<List<Integer>> upTo(int index, List<List<List<Integer>>> contacts) {
        for (List<List<Integer>> steps : contacts) {
            for (int i = 0; i < steps.size(); i++) {
                if (steps.get(i).contains(index)) {
                    return steps.subList(0, i + 1);
                }
            }
        }
        throw new IllegalArgumentException("No step serves record " + index);
    }

    /** The first steps of all contacts, then the second ones, in the order in which the contacts came. */
    private static List<List<List<Integer>>> turns(List<List<Integer>> together, List<List<List<Integer>>> contacts) {
        List<List<List<Integer>>> queues = new ArrayList<>();
        for (List<Integer> step : together) {
            List<List<Integer>> contact = contacts.stream()
                    .filter(steps -> steps.contains(step))
                    .findFirst()
                    .orElseThrow();
            List<List<Integer>> queue =
                    contact.stream().filter(together::contains).toList();
            if (!queues.contains(queue)) {
                queues.add(queue);
            }
        }
        int longest = queues.stream().mapToInt(List::size).max().orElse(0);
        return IntStream.range(0, longest)
                .mapToObj(turn -> queues.stream()
                        .filter(queue -> queue.size() > turn)
                        .map(queue -> queue.get(turn))
                        .toList())
                .toList();
    }
}
