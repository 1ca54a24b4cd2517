package dev.keapsink.batch;

import dev.keapsink.tag.TagWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The order of a batch's writes. Messages are finished one after another, the oldest first, as many of them together as a
 * tag call takes contacts, so that a batch that runs out of time has finished some. Of those that are written together, the
 * first writes of all contacts form the first wave, the second ones the second, so that within a wave every contact occurs
 * once and the tags of one wave are applied before the next one begins.
 */
final class Waves {

    private final List<List<Step>> waves = new ArrayList<>();

    /** What is written together: the steps of each contact, in order. */
    private final Map<Integer, List<Step>> together = new LinkedHashMap<>();

    /** Whose step it is. */
    private final IdentityHashMap<Step, Integer> contactOf = new IdentityHashMap<>();

    private int steps;

    private Waves() {}

    /**
     * @param contacts the steps of each contact, in order
     * @param byTime the records that these steps serve, the oldest message first
     */
    static List<List<Step>> of(List<List<Step>> contacts, List<Part> byTime) {
        Map<Integer, List<Step>> upTo = new HashMap<>();
        Waves waves = new Waves();
        for (int number = 0; number < contacts.size(); number++) {
            List<Step> contact = contacts.get(number);
            for (int i = 0; i < contact.size(); i++) {
                List<Step> needed = contact.subList(0, i + 1);
                waves.contactOf.put(contact.get(i), number);
                contact.get(i).parts().forEach(part -> upTo.put(part.position(), needed));
            }
        }
        Set<Step> planned = Collections.newSetFromMap(new IdentityHashMap<>());
        byTime.stream()
                .collect(Collectors.groupingBy(
                        part -> part.place().messagePosition(), LinkedHashMap::new, Collectors.toList()))
                .values()
                .forEach(message -> waves.add(message.stream()
                        .flatMap(part -> upTo.getOrDefault(part.position(), List.of()).stream())
                        .filter(planned::add)
                        .toList()));
        waves.close();
        return waves.waves;
    }

    /** What finishes one message, unless it is planned already: its own steps, and what comes before them. */
    private void add(List<Step> message) {
        if (steps + message.size() > TagWriter.MAX_CONTACTS) {
            close();
        }
        steps += message.size();
        message.forEach(step -> together.computeIfAbsent(contactOf.get(step), contact -> new ArrayList<>())
                .add(step));
    }

    private void close() {
        int longest = together.values().stream().mapToInt(List::size).max().orElse(0);
        for (int i = 0; i < longest; i++) {
            int turn = i;
            waves.add(together.values().stream()
                    .filter(contact -> contact.size() > turn)
                    .map(contact -> contact.get(turn))
                    .toList());
        }
        together.clear();
        steps = 0;
    }
}
