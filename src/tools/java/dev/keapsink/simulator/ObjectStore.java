package dev.keapsink.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The objects of one kind, oldest first. An index finds them by their short texts, custom fields included. */
final class ObjectStore {
    private static final int LONGEST_INDEXED = 100;

    private final TreeMap<Long, StoredObject> objects = new TreeMap<>();
    private final Map<String, NavigableSet<Long>> idsByText = new HashMap<>();
    private final Resource resource;
    private long lastId;
    private int created;

    ObjectStore(Resource resource) {
        this.resource = resource;
        lastId = resource.base();
    }

    StoredObject create(ObjectNode fields, Instant now) {
        created++;
        return put(new StoredObject(resource, ++lastId, fields, now, now));
    }

    /** Stores an object in place of the one with its id, if there is one. */
    StoredObject put(StoredObject object) {
        remove(object.id());
        objects.put(object.id(), object);
        keys(object)
                .forEach(key -> idsByText
                        .computeIfAbsent(key, unused -> new TreeSet<>())
                        .add(object.id()));
        return object;
    }

    /** Removes an object; false if there is none. */
    boolean remove(long id) {
        StoredObject object = objects.remove(id);
        if (object == null) {
            return false;
        }
        keys(object).forEach(key -> idsByText.getOrDefault(key, new TreeSet<>()).remove(id));
        return true;
    }

    Optional<StoredObject> find(long id) {
        return Optional.ofNullable(objects.get(id));
    }

    /**
     * The object with this id.
     *
     * @throws Refusal if there is none
     */
    StoredObject get(long id) {
        return find(id).orElseThrow(() -> Refusal.notFound(resource.singular(), id));
    }

    Collection<StoredObject> all() {
        return objects.values();
    }

    /** The objects whose field or custom field is this short text, in any case. */
    List<StoredObject> with(String field, String text) {
        return idsByText.getOrDefault(key(field, text), new TreeSet<>()).stream()
                .map(objects::get)
                .toList();
    }

    /** Whether {@link #with} can find objects by this field and text. */
    static boolean isIndexed(String field, String text) {
        return !field.startsWith("@") && !field.equals(StoredObject.ID) && text.length() <= LONGEST_INDEXED;
    }

    /** How many objects were ever created through the API, including those that are gone. */
    int created() {
        return created;
    }

    private static Stream<String> keys(StoredObject object) {
        Stream<String> plain = object.fields().properties().stream()
                .filter(field -> isShortText(field.getValue()))
                .map(field -> key(field.getKey(), field.getValue().textValue()));
        Stream<String> custom = StreamSupport.stream(
                        object.fields().path("custom_fields").spliterator(), false)
                .filter(item -> isShortText(item.path("content")))
                .map(item -> key(
                        StoredObject.customFieldName(item.path("id").asLong()),
                        item.path("content").textValue()));
        return Stream.concat(plain, custom);
    }

    private static boolean isShortText(JsonNode value) {
        return value.isTextual() && value.textValue().length() <= LONGEST_INDEXED;
    }

    private static String key(String field, String text) {
        return field + "=" + text.toLowerCase(Locale.ROOT);
    }
}
