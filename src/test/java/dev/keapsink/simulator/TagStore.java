package dev.keapsink.simulator;

import java.util.List;
import java.util.TreeMap;

/** The tags of the account. */
final class TagStore {
    record Tag(long id, String name) {}

    private final TreeMap<Long, Tag> tags = new TreeMap<>();

    void add(long id, String name) {
        tags.put(id, new Tag(id, name));
    }

    void remove(long id) {
        tags.remove(id);
    }

    boolean has(long id) {
        return tags.containsKey(id);
    }

    Tag get(long id) {
        Tag tag = tags.get(id);
        if (tag == null) {
            throw Refusal.notFound("Tag", id);
        }
        return tag;
    }

    List<Tag> named(String name) {
        return tags.values().stream()
                .filter(tag -> tag.name().equalsIgnoreCase(name))
                .toList();
    }

    List<Tag> all() {
        return List.copyOf(tags.values());
    }
}
