package dev.keapsink.batch;

import dev.keapsink.record.Message;
import dev.keapsink.record.Outcome;
import dev.keapsink.record.Outcome.RetryLater;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Keeps messages that belong together in order across deliveries: after the first one that has to wait, all later ones
 * of the same contact are returned too, and on a FIFO queue all later ones of the same message group, with the same
 * delay. An old state can then never overwrite a newer one. A rejected message holds up nobody.
 */
final class ReturnRule {

    private ReturnRule() {}

    static List<Outcome> apply(List<Message> messages, List<List<Part>> contacts, List<Outcome> outcomes) {
        List<List<Integer>> sequences = new ArrayList<>(fifoGroups(messages));
        contacts.forEach(
                contact -> sequences.add(contact.stream().map(Part::position).toList()));
        List<Outcome> kept = new ArrayList<>(outcomes);
        // A message returned with its group may hold up its contact in another group, so until nothing changes.
        boolean changed = true;
        while (changed) {
            changed = false;
            for (List<Integer> sequence : sequences) {
                changed |= returnAllAfterTheFirst(sequence, kept);
            }
        }
        return kept;
    }

    /** Whether that returned any message that was not to be returned before. */
    private static boolean returnAllAfterTheFirst(List<Integer> positions, List<Outcome> outcomes) {
        RetryLater first = null;
        boolean changed = false;
        for (int position : positions) {
            if (first != null) {
                changed |= !(outcomes.get(position) instanceof RetryLater);
                outcomes.set(position, first);
            } else if (outcomes.get(position) instanceof RetryLater later) {
                first = later;
            }
        }
        return changed;
    }

    private static Collection<List<Integer>> fifoGroups(List<Message> messages) {
        Map<String, List<Integer>> groups = new LinkedHashMap<>();
        for (int i = 0; i < messages.size(); i++) {
            Message message = messages.get(i);
            if (message.inFifoGroup()) {
                groups.computeIfAbsent(Objects.requireNonNull(message.delivery().group()), group -> new ArrayList<>())
                        .add(i);
            }
        }
        return groups.values();
    }
}
