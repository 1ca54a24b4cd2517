package dev.keapsink.batch;

import dev.keapsink.record.Outcome;
import dev.keapsink.record.Outcome.RetryLater;
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
 * Keeps what belongs together in order across deliveries. A message with a record that has to wait comes again with all of
 * its records, after the longest of their delays. What is behind any of them comes again, too: all later records of the same
 * contact, and on a FIFO queue all later messages of the same group, with the same delay. An old state can then never
 * overwrite a newer one. A rejected record holds up nobody, unless its message comes again.
 */
final class ReturnRule {

    private final Map<Integer, Outcome> outcomes;
    private final List<List<Integer>> messages;

    /** What has to stay in order: the records of each contact, one by one, and the messages of each FIFO group. */
    private final List<List<List<Integer>>> sequences;

    private ReturnRule(Outcomes before) {
        outcomes = new HashMap<>(before.byPosition());
        messages = before.messages().stream().map(ReturnRule::positions).toList();
        sequences = new ArrayList<>(fifoGroups(before));
        before.contacts()
                .forEach(contact -> sequences.add(contact.stream().map(List::of).toList()));
    }

    static Outcomes apply(Outcomes before) {
        ReturnRule rule = new ReturnRule(before);
        // A message that comes again for one record holds up the contacts of its others, so until nothing changes.
        untilNothingChanges(() -> rule.returnWhatIsBehind() || rule.returnWholeMessages());
        untilNothingChanges(() -> rule.lateAsWhatIsBefore() || rule.lateAsTheRestOfTheMessage());
        return before.with(rule.outcomes);
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
                        Collectors.mapping(ReturnRule::positions, Collectors.toList())))
                .values();
    }

    private static List<Integer> positions(List<Place> message) {
        return message.stream().map(Place::position).toList();
    }

    /** What is behind something that waits comes again with it, and has no delay of its own. */
    private boolean returnWhatIsBehind() {
        boolean changed = false;
        for (List<List<Integer>> sequence : sequences) {
            Optional<RetryLater> first = Optional.empty();
            for (List<Integer> member : sequence) {
                if (first.isPresent()) {
                    changed |= member.stream().anyMatch(position -> !isReturned(position));
                    set(member, first.get());
                } else {
                    first = longest(member);
                }
            }
        }
        return changed;
    }

    private boolean returnWholeMessages() {
        boolean changed = false;
        for (List<Integer> message : messages) {
            Optional<RetryLater> longest = longest(message);
            List<Integer> others =
                    message.stream().filter(position -> !isReturned(position)).toList();
            longest.ifPresent(later -> set(others, later));
            changed |= longest.isPresent() && !others.isEmpty();
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
                .filter(position -> outcomes.get(position) instanceof RetryLater later
                        && later.after().compareTo(atLeast.after()) < 0)
                .toList();
        set(tooEarly, atLeast);
        return !tooEarly.isEmpty();
    }

    private void set(List<Integer> positions, RetryLater later) {
        positions.forEach(position -> outcomes.put(position, later));
    }

    private boolean isReturned(int position) {
        return outcomes.get(position) instanceof RetryLater;
    }

    private Optional<RetryLater> longest(List<Integer> positions) {
        return positions.stream()
                .map(outcomes::get)
                .filter(RetryLater.class::isInstance)
                .map(RetryLater.class::cast)
                .max(Comparator.comparing(RetryLater::after));
    }
}
