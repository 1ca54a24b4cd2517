package dev.keapsink.outcome;

import dev.keapsink.record.Cause;
import dev.keapsink.record.Outcome;
import dev.keapsink.record.Outcome.RetryLater;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * The naive twin of {@link ReturnRule}: it goes over the whole batch until nothing changes, in quadratic time or worse, but
 * each of its passes can be held against one sentence of the rule.
 */
public final class NaiveReturnRule {

    private static final RetryLater FORGOTTEN = new RetryLater(Cause.UNAVAILABLE, Duration.ZERO);

    private final Map<Integer, Outcome> outcomes;
    private final List<List<Integer>> messages;

    /** What has to stay in order: the records of each contact, one by one, and the messages of each FIFO group. */
    private final List<List<List<Integer>>> sequences;

    private NaiveReturnRule(Outcomes before) {
        outcomes = new HashMap<>(before.byPosition());
        messages = before.messages().stream().map(NaiveReturnRule::positions).toList();
        sequences = new ArrayList<>(fifoGroups(before));
        before.objects()
                .forEach(contact -> sequences.add(contact.stream().map(List::of).toList()));
    }

    public static Outcomes apply(Outcomes before) {
        NaiveReturnRule rule = new NaiveReturnRule(before);
        rule.forgetDelaysOfWhatIsBehind(before);
        // A message that comes again for one record holds up the contacts of its others, so until nothing changes.
        untilNothingChanges(() -> rule.returnWhatIsBehind() || rule.returnWholeMessages());
        rule.delay();
        rule.remember(before);
        rule.delay();
        return before.with(rule.outcomes);
    }

    private void delay() {
        untilNothingChanges(() -> lateAsWhatIsBefore() || lateAsTheRestOfTheMessage());
    }

    private static void untilNothingChanges(BooleanSupplier step) {
        boolean changed = true;
        while (changed) {
            changed = step.getAsBoolean();
        }
    }

    private static Collection<List<List<Integer>>> fifoGroups(Outcomes outcomes) {
        return outcomes.messages().stream()
                .filter(message -> message.getFirst().message().inFifoGroup())
                .collect(Collectors.groupingBy(
                        message -> Objects.requireNonNull(
                                message.getFirst().message().delivery().group()),
                        Collectors.mapping(NaiveReturnRule::positions, Collectors.toList())))
                .values();
    }

    private static List<Integer> positions(List<RecordPosition> message) {
        return message.stream().map(RecordPosition::index).toList();
    }

    /** What is behind something that waits has no delay of its own. */
    private void forgetDelaysOfWhatIsBehind(Outcomes before) {
        for (List<List<Integer>> sequence : sequences) {
            boolean waits = false;
            for (List<Integer> member : sequence) {
                if (waits) {
                    set(member.stream().filter(this::isReturned).toList(), FORGOTTEN);
                }
                waits |= member.stream().anyMatch(index -> before.byPosition().get(index) instanceof RetryLater);
            }
        }
    }

    /** What was forgotten counts if nothing else says how late it is. */
    private void remember(Outcomes before) {
        before.byPosition().forEach((index, outcome) -> {
            if (outcome instanceof RetryLater && FORGOTTEN.equals(outcomes.get(index))) {
                outcomes.put(index, outcome);
            }
        });
    }

    /** What is behind something that waits comes again with it. */
    private boolean returnWhatIsBehind() {
        boolean changed = false;
        for (List<List<Integer>> sequence : sequences) {
            boolean waits = false;
            for (List<Integer> member : sequence) {
                List<Integer> done = notReturned(member);
                if (waits) {
                    set(done, FORGOTTEN);
                    changed |= !done.isEmpty();
                }
                waits |= done.size() < member.size();
            }
        }
        return changed;
    }

    private boolean returnWholeMessages() {
        boolean changed = false;
        for (List<Integer> message : messages) {
            List<Integer> done = notReturned(message);
            if (done.size() < message.size()) {
                set(done, FORGOTTEN);
                changed |= !done.isEmpty();
            }
        }
        return changed;
    }

    private boolean lateAsWhatIsBefore() {
        boolean changed = false;
        for (List<List<Integer>> sequence : sequences) {
            Optional<RetryLater> latest = Optional.empty();
            for (List<Integer> member : sequence) {
                if (latest.isPresent()) {
                    changed |= delay(member, latest.get());
                }
                latest = longest(member);
            }
        }
        return changed;
    }

    private boolean lateAsTheRestOfTheMessage() {
        boolean changed = false;
        for (List<Integer> message : messages) {
            changed |= longest(message).map(latest -> delay(message, latest)).orElse(false);
        }
        return changed;
    }

    /** Whether any of these had to be delayed for that. */
    private boolean delay(List<Integer> positions, RetryLater atLeast) {
        List<Integer> tooEarly = positions.stream()
                .filter(index -> outcomes.get(index) instanceof RetryLater later
                        && later.after().compareTo(atLeast.after()) < 0)
                .toList();
        set(tooEarly, atLeast);
        return !tooEarly.isEmpty();
    }

    private void set(List<Integer> positions, RetryLater later) {
        positions.forEach(index -> outcomes.put(index, later));
    }

    private List<Integer> notReturned(List<Integer> positions) {
        return positions.stream().filter(index -> !isReturned(index)).toList();
    }

    private boolean isReturned(int index) {
        return outcomes.get(index) instanceof RetryLater;
    }

    private Optional<RetryLater> longest(List<Integer> positions) {
        return positions.stream()
                .map(outcomes::get)
                .filter(RetryLater.class::isInstance)
                .map(RetryLater.class::cast)
                .max(Comparator.comparing(RetryLater::after));
    }
}
