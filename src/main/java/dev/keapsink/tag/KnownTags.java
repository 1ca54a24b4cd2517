package dev.keapsink.tag;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The tags that were read from the account. Not threadsafe. */
final class KnownTags {

    private final Map<Long, String> nameOf = new HashMap<>();

    /** Tags by their name in one case, each with its spelling. */
    private final Map<String, SortedMap<Long, String>> alike = new HashMap<>();

    void learn(long id, String name) {
        forget(id);
        nameOf.put(id, name);
        alike.computeIfAbsent(TagQuestion.folded(name), folded -> new TreeMap<>())
                .put(id, name);
    }

    void forget(long id) {
        String name = nameOf.remove(id);
        if (name != null) {
            alike.computeIfPresent(TagQuestion.folded(name), (folded, ids) -> {
                ids.remove(id);
                return ids.isEmpty() ? null : ids;
            });
        }
    }

    /** Forgets all other tags. */
    void retain(Set<Long> ids) {
        nameOf.keySet().stream().filter(id -> !ids.contains(id)).toList().forEach(this::forget);
    }

    Optional<String> name(long id) {
        return Optional.ofNullable(nameOf.get(id));
    }

    List<String> names() {
        return nameOf.values().stream().distinct().sorted().toList();
    }

    Optional<Long> find(TagQuestion question) {
        return switch (question) {
            case TagQuestion.ById(long id) -> Optional.of(id).filter(nameOf::containsKey);
            case TagQuestion.ByName(var tag) -> among(tag.name());
        };
    }

    /** The tag of a name. An exact match goes first, then the oldest tag that differs in case only. */
    private Optional<Long> among(String name) {
        return alike.getOrDefault(TagQuestion.folded(name), new TreeMap<>()).entrySet().stream()
                .min(Comparator.comparing(
                                (Map.Entry<Long, String> tag) -> !tag.getValue().equals(name))
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey);
    }
}
