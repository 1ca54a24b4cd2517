package dev.keapsink.simulator;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The tags of the account and their categories. */
final class TagStore {
    record Tag(long id, String name, String description, Optional<Category> category) {}

    record Category(long id, String name) {}

    private final TreeMap<Long, Tag> tags = new TreeMap<>();
    private final TreeMap<Long, Category> categories = new TreeMap<>();
    private long lastId;

    void add(long id, String name) {
        lastId = Math.max(lastId, id);
        tags.put(id, new Tag(id, name, "", Optional.empty()));
    }

    void addCategory(long id, String name) {
        categories.put(id, new Category(id, name));
    }

    /**
     * Creates a tag.
     *
     * @throws Refusal if the name is blank or taken, or the category does not exist
     */
    Tag create(String name, String description, Optional<Long> category) {
        if (name.isBlank()) {
            throw Refusal.badRequest("Tag name is required");
        }
        if (!named(name).isEmpty()) {
            throw Refusal.badRequest("Tag already exists: " + name);
        }
        Tag tag = new Tag(lastId + 1, name, description, category.map(this::category));
        tags.put(++lastId, tag);
        return tag;
    }

    private Category category(long id) {
        Category category = categories.get(id);
        if (category == null) {
            throw Refusal.badRequest("Tag category " + id + " does not exist");
        }
        return category;
    }

    void remove(long id) {
        tags.remove(id);
    }

    boolean has(long id) {
        return tags.containsKey(id);
    }

    /**
     * The tag with this id.
     *
     * @throws Refusal if there is none
     */
    Tag get(long id) {
        Tag tag = tags.get(id);
        if (tag == null) {
            throw Refusal.notFound("Tag", id);
        }
        return tag;
    }

    /** The tags with this name, in upper or lower case. */
    List<Tag> named(String name) {
        return tags.values().stream()
                .filter(tag -> tag.name().equalsIgnoreCase(name))
                .toList();
    }

    List<Tag> all() {
        return List.copyOf(tags.values());
    }
}
