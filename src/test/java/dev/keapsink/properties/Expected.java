package dev.keapsink.properties;

import dev.keapsink.object.OnDelete;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What Keap may hold of one person: a naive twin of the sink that carries out one record after the other. A record that
 * was acknowledged has had its effect; one that was not may or may not have had it.
 */
final class Expected {

    private final Setup setup;
    private final Map<String, Set<String>> possible = new TreeMap<>();

    Expected(Setup setup, Map<String, String> before) {
        this.setup = setup;
        before.forEach((trait, value) -> possible.put(trait, new HashSet<>(Set.of(value))));
    }

    void surely(Letter letter) {
        effect(letter).forEach((trait, value) -> possible.put(trait, new HashSet<>(Set.of(value))));
    }

    void perhaps(Letter letter) {
        effect(letter).forEach((trait, value) -> possible.get(trait).add(value));
    }

    /** Where the person as found is not what is possible. */
    List<String> contradictions(Map<String, String> found) {
        List<String> contradictions = new ArrayList<>();
        possible.forEach((trait, values) -> {
            if (!values.contains(found.get(trait))) {
                contradictions.add("%s is '%s' and not one of %s".formatted(trait, found.get(trait), values));
            }
        });
        return contradictions;
    }

    private Map<String, String> effect(Letter letter) {
        Map<String, String> effect = new TreeMap<>();
        if (letter.isPoison() || (letter.delete() && setup.onDelete() == OnDelete.IGNORE)) {
            return effect;
        }
        if (letter.delete() && setup.onDelete() == OnDelete.DELETE) {
            possible.keySet().forEach(trait -> effect.put(trait, ""));
            return effect;
        }
        Set<Long> tags = new HashSet<>(setup.tags());
        tags.addAll(letter.tags());
        tags.forEach(tag -> effect.put("tag " + tag, letter.delete() ? "" : "yes"));
        if (!letter.delete()) {
            effect.put("exists", "yes");
            letter.fields().forEach(field -> effect.put(field, letter.mark()));
            String type = letter.type().isEmpty() ? setup.type() : letter.type();
            if (!type.isEmpty()) {
                effect.put("contact_type", type);
            }
        }
        return effect;
    }
}
