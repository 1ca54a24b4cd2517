package dev.keapsink.batch;

import dev.keapsink.step.Part;
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
 * The order of a batch's writes. Messages are finished one after another, the oldest first, as many of them together as a
 * tag call takes contacts, so that a batch that runs out of time has finished some. Of those that are written together, the
 * first writes of all contacts form the first wave, the second ones the second, so that within a wave every contact occurs
 * once and the tags of one wave are applied before the next one begins.
 */
final class Waves {

    private final List<List<Step>> waves = new ArrayList<>();

    /** The steps of each contact, in order. */
    private final List<List<Step>> contacts;

    /** Which step serves a record. */
    private final Map<Integer, Turn> turnOf = new HashMap<>();

    /** How many steps of each contact are planned, by its number. */
    private final int[] planned;

    /** What is written together: the steps of each contact, by its number. */
    private final Map<Integer, List<Step>> together = new LinkedHashMap<>();

    private int steps;

    /** The number of a contact, and the number of a step among its contact's. */
    private record Turn(int contact, int step) {}

    private Waves(List<List<Step>> contacts) {
        this.contacts = contacts;
        this.planned = new int[contacts.size()];
        for (int contact = 0; contact < contacts.size(); contact++) {
            List<Step> inOrder = contacts.get(contact);
            for (int i = 0; i < inOrder.size(); i++) {
                Turn turn = new Turn(contact, i);
                inOrder.get(i).parts().forEach(part -> turnOf.put(part.position(), turn));
            }
        }
    }

    /**
     * @param contacts the steps of each contact, in order
     * @param byTime the records that these steps serve, the oldest message first
     */
    static List<List<Step>> of(List<List<Step>> contacts, List<Part> byTime) {
        Waves waves = new Waves(contacts);
        messages(byTime).forEach(waves::add);
        waves.close();
        return waves.waves;
    }

    private static Collection<List<Part>> messages(List<Part> byTime) {
        return byTime.stream()
                .collect(Collectors.groupingBy(
                        part -> part.place().messagePosition(), LinkedHashMap::new, Collectors.toList()))
                .values();
    }

    /** What finishes one message, unless it is planned already: its own steps, and what comes before them. */
    private void add(List<Part> message) {
        List<Turn> due = new ArrayList<>();
        for (Part part : message) {
            Turn last = Objects.requireNonNull(turnOf.get(part.position()));
            while (planned[last.contact()] <= last.step()) {
                due.add(new Turn(last.contact(), planned[last.contact()]++));
            }
        }
        if (steps + due.size() > TagWriter.MAX_CONTACTS) {
            close();
        }
        steps += due.size();
        due.forEach(turn -> together.computeIfAbsent(turn.contact(), contact -> new ArrayList<>())
                .add(contacts.get(turn.contact()).get(turn.step())));
    }

    private void close() {
        List<Iterator<Step>> open = new ArrayList<>();
        together.values().forEach(contact -> open.add(contact.iterator()));
        while (!open.isEmpty()) {
            waves.add(open.stream().map(Iterator::next).toList());
            open.removeIf(contact -> !contact.hasNext());
        }
        together.clear();
        steps = 0;
    }
}
