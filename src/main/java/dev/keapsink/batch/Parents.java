package dev.keapsink.batch;

import dev.keapsink.object.Change;
import dev.keapsink.object.Key;
import dev.keapsink.outcome.Dependents;
import dev.keapsink.step.PlannedRecord;
import dev.keapsink.step.References;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The records of a batch to whose objects other records of the batch refer: the parents, and their children. A child
 * goes behind the first write of its parent's object. A parent that is rejected holds up no child, because its object
 * may exist from before. Not threadsafe.
 */
final class Parents {

    /** By the key of the parents' object. */
    private final Map<Key, Family> byKey = new LinkedHashMap<>();

    /** By the parents' other keys, such as that of the producer. An object of that very key goes before it. */
    private final Map<Key, Family> byName = new LinkedHashMap<>();

    /** The families of each parent, by its index. */
    private final Map<Integer, List<Family>> ofParent = new HashMap<>();

    /** The records of one object, and those that refer to it. */
    private static final class Family {
        private final List<Integer> parents = new ArrayList<>();
        private final List<Integer> children = new ArrayList<>();

        /** The parents that are neither written nor rejected: those that wait, and those whose turn has not come. */
        private final Set<Integer> open = new LinkedHashSet<>();
    }

    private Parents() {}

    /** The parents among these records. */
    static Parents among(List<PlannedRecord> records) {
        Parents parents = new Parents();
        Set<Key> keys =
                References.keys(records.stream().map(PlannedRecord::change).toList());
        if (!keys.isEmpty()) {
            records.forEach(planned -> parents.addParent(planned, keys));
            records.forEach(parents::addChild);
        }
        return parents;
    }

    private void addParent(PlannedRecord planned, Set<Key> keys) {
        add(planned, planned.change().key(), keys, byKey);
        planned.otherKeys().forEach(name -> add(planned, name, keys, byName));
    }

    private void add(PlannedRecord planned, Key key, Set<Key> keys, Map<Key, Family> families) {
        if (keys.contains(key)) {
            Family family = families.computeIfAbsent(key, unused -> new Family());
            family.parents.add(planned.index());
            family.open.add(planned.index());
            ofParent.computeIfAbsent(planned.index(), index -> new ArrayList<>())
                    .add(family);
        }
    }

    private void addChild(PlannedRecord planned) {
        keys(planned.change()).map(this::family).forEach(family -> {
            if (family != null) {
                family.children.add(planned.index());
            }
        });
    }

    private static Stream<Key> keys(Change change) {
        return References.keys(List.of(change)).stream();
    }

    private @Nullable Family family(Key key) {
        Family family = byKey.get(key);
        return family == null ? byName.get(key) : family;
    }

    /** The keys of the objects that some records refer to and none of the batch is about. */
    Set<Key> toFind(List<PlannedRecord> records) {
        Set<Key> keys =
                References.keys(records.stream().map(PlannedRecord::change).toList());
        keys.removeIf(this::has);
        return keys;
    }

    /** Whether a record of the batch is about the object of a key. */
    boolean has(Key key) {
        return family(key) != null;
    }

    /** The records that others have to follow. */
    List<Dependents.Family> families() {
        return Stream.of(byKey, byName)
                .map(Map::values)
                .flatMap(Collection::stream)
                .map(family -> new Dependents.Family(family.parents, family.children))
                .toList();
    }

    /** The indexes of the records that follow others. */
    Set<Integer> children() {
        Set<Integer> children = new LinkedHashSet<>();
        families().forEach(family -> children.addAll(family.children()));
        return children;
    }

    /** Notes that a record is done, or waits. */
    void decided(int index, boolean waits) {
        if (!waits) {
            ofParent.getOrDefault(index, List.of()).forEach(family -> family.open.remove(index));
        }
    }

    /**
     * The index of a record that has to be done before a change can be written; empty if there is none.
     *
     * @param isWritten whether the object of a key was written, so that the key's other records hold up no child
     */
    Optional<Integer> before(Change change, Predicate<Key> isWritten) {
        return keys(change)
                .filter(key -> !isWritten.test(key))
                .map(this::family)
                .flatMap(family -> family == null ? Stream.empty() : family.open.stream())
                .findFirst();
    }
}
