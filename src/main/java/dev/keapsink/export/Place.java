package dev.keapsink.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * The place where a list goes on. A store keeps it beside the rows, so that an export that was cut off goes on there.
 *
 * @param parent the row whose own list is read; null for a single list, and for the first row
 * @param offset how many rows of the list were read
 * @param last the id of the last one of them, by which a list that has moved is noticed; null if there is none
 * @param page the name of the next page, for lists that name their pages; null for the first one
 * @param again whether the list is read for the second time, because rows were missing
 */
public record Place(
        @Nullable String parent,
        int offset,
        @Nullable String last,
        @Nullable String page,
        boolean again) {

    /** The begin of a list. */
    public static final Place START = new Place(null, 0, null, null, false);

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The begin of the list of one row. */
    Place of(String row) {
        return new Place(row, 0, null, null, again);
    }

    /** The begin of the same row's list, or of the same single list. */
    Place begin() {
        return new Place(parent, 0, null, null, again);
    }

    /** The begin of the same list, for the second time. */
    static Place secondTime() {
        return new Place(null, 0, null, null, true);
    }

    Place at(int rows, @Nullable String lastId) {
        return new Place(parent, rows, lastId, null, again);
    }

    Place at(String nextPage) {
        return new Place(parent, 0, null, nextPage, again);
    }

    /** The text that a store keeps. */
    public String text() {
        ObjectNode json = JSON.createObjectNode().put("offset", offset).put("again", again);
        put(json, "parent", parent);
        put(json, "last", last);
        put(json, "page", page);
        return json.toString();
    }

    private static void put(ObjectNode json, String name, @Nullable String value) {
        if (value != null) {
            json.put(name, value);
        }
    }

    /**
     * Reads a kept text.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Place parse(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            return new Place(
                    textOrNull(json, "parent"),
                    json.path("offset").asInt(),
                    textOrNull(json, "last"),
                    textOrNull(json, "page"),
                    json.path("again").asBoolean());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("A place in a list is kept as JSON", e);
        }
    }

    private static @Nullable String textOrNull(JsonNode json, String name) {
        return json.path(name).isTextual() ? json.path(name).textValue() : null;
    }
}
