package dev.keapsink.outcome;

import dev.keapsink.record.Outcome;
import dev.keapsink.record.Outcome.RetryLater;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps records in order across deliveries. A message with a record that has to wait comes again with all its records,
 * after the longest of their delays. Its dependents come again, too ({@link Dependents}), after at least the same
 * delay. So an old state never overwrites a newer one. A rejected record holds up no other, unless its message comes
 * again.
 */
public final class ReturnRule {

    /** Of equal delays the first record's counts, so that equal batches have equal outcomes. */
    private static final Comparator<Entry<Integer, RetryLater>> LONGEST_FIRST = Comparator.comparing(
                    (Entry<Integer, RetryLater> waiting) -> waiting.getValue().after())
            .reversed()
            .thenComparing(Entry::getKey);

    private final Outcomes before;
    private final Dependents dependents;
    private final Map<Integer, RetryLater> waiting = new HashMap<>();

    private ReturnRule(Outcomes before) {
        this.before = before;
        this.dependents = Dependents.in(before.positions(), before.objects());
        before.byPosition().forEach((index, outcome) -> {
            if (outcome instanceof RetryLater later) {
                waiting.put(index, later);
            }
        });
    }

    /** The outcomes in which all dependents of waiting records come again, too. */
    public static Outcomes apply(Outcomes before) {
        return before.with(new ReturnRule(before).returned());
    }

    private Map<Integer, Outcome> returned() {
        Map<Integer, Outcome> outcomes = new HashMap<>(before.byPosition());
        Map<Integer, RetryLater> own = ownDelays();
        Set<Integer> reached = new HashSet<>();
        // The longest delay first: the records that it reaches cannot be delayed any further.
        own.entrySet().stream()
                .sorted(LONGEST_FIRST)
                .forEach(longest -> dependents
                        .of(longest.getKey(), reached)
                        .forEach(index -> outcomes.put(index, later(own.get(index), longest.getValue()))));
        return outcomes;
    }

    /** A record keeps its own cause if its own delay is as long. */
    private static RetryLater later(@Nullable RetryLater own, RetryLater longest) {
        return own != null && own.after().equals(longest.after()) ? own : longest;
    }

    /**
     * The delays of the records that were tried. A record behind a waiting one was not tried, so its delay does not
     * count. Records that are all behind each other, by the versions of objects and the order of groups, keep their
     * delays, because no others are known.
     */
    private Map<Integer, RetryLater> ownDelays() {
        Map<Integer, RetryLater> own = new HashMap<>(waiting);
        own.keySet().removeAll(behind());
        Set<Integer> reached = dependents.of(own.keySet());
        waiting.forEach((index, later) -> {
            if (!reached.contains(index)) {
                own.put(index, later);
            }
        });
        return own;
    }

    private Set<Integer> behind() {
        Set<Integer> behind = new HashSet<>();
        for (List<Integer> object : before.objects()) {
            boolean waits = false;
            for (int index : object) {
                if (waits) {
                    behind.add(index);
                }
                waits |= waiting.containsKey(index);
            }
        }
        WaitingGroups groups = new WaitingGroups();
        before.positions().stream()
                .filter(position -> waiting.containsKey(position.index()))
                .forEach(groups::add);
        before.positions().stream()
                .filter(groups::holdUp)
                .map(RecordPosition::index)
                .forEach(behind::add);
        return behind;
    }
}
