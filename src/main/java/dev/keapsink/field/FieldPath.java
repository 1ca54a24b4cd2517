package dev.keapsink.field;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** The path of a field in the JSON document of an object. */
public sealed interface FieldPath {

    /** The value at this path; a missing node if there is none. */
    JsonNode in(ObjectNode document);

    /** Puts a value at this path. */
    void put(ObjectNode document, JsonNode value);

    /** Removes the value at this path, if there is one. */
    void remove(ObjectNode document);

    /** A property of the document itself. */
    public record Property(String name) implements FieldPath {
        @Override
        public JsonNode in(ObjectNode document) {
            return document.path(name);
        }

        @Override
        public void put(ObjectNode document, JsonNode value) {
            document.set(name, value);
        }

        @Override
        public void remove(ObjectNode document) {
            document.remove(name);
        }
    }

    /** The only property of a nested object, such as the id of a contact's company. */
    public record Nested(String object, String name) implements FieldPath {
        @Override
        public JsonNode in(ObjectNode document) {
            return document.path(object).path(name);
        }

        @Override
        public void put(ObjectNode document, JsonNode value) {
            document.putObject(object).set(name, value);
        }

        @Override
        public void remove(ObjectNode document) {
            document.remove(object);
        }
    }

    /** One of several properties of a nested object, such as a line of a company's address. */
    public record Part(String object, String name) implements FieldPath {
        @Override
        public JsonNode in(ObjectNode document) {
            return document.path(object).path(name);
        }

        @Override
        public void put(ObjectNode document, JsonNode value) {
            ObjectNode whole = document.path(object) instanceof ObjectNode there ? there : document.putObject(object);
            whole.set(name, value);
        }

        @Override
        public void remove(ObjectNode document) {
            if (document.path(object) instanceof ObjectNode there) {
                there.remove(name);
            }
        }
    }

    /**
     * A property of the item at a place of a list, such as the product of the second item of an order.
     *
     * @param index from 0; where the list has no such item, there is nothing to put
     */
    public record Element(String list, int index, String name) implements FieldPath {
        @Override
        public JsonNode in(ObjectNode document) {
            return document.path(list).path(index).path(name);
        }

        @Override
        public void put(ObjectNode document, JsonNode value) {
            if (document.path(list).path(index) instanceof ObjectNode item) {
                item.set(name, value);
            }
        }

        @Override
        public void remove(ObjectNode document) {
            if (document.path(list).path(index) instanceof ObjectNode item) {
                item.remove(name);
            }
        }
    }

    /**
     * A property of one item of a list.
     *
     * @param key the property that identifies an item in the list
     * @param slot the value of the key in this item
     */
    public record Item(String list, String key, JsonNode slot, String name) implements FieldPath {
        @Override
        public JsonNode in(ObjectNode document) {
            ObjectNode item = item(document.path(list));
            return item == null ? MissingNode.getInstance() : item.path(name);
        }

        @Override
        public void put(ObjectNode document, JsonNode value) {
            ArrayNode items = document.path(list) instanceof ArrayNode there ? there : document.putArray(list);
            ObjectNode item = item(items);
            if (item == null) {
                item = items.addObject();
                item.set(key, slot);
            }
            item.set(name, value);
        }

        @Override
        public void remove(ObjectNode document) {
            ObjectNode item = item(document.path(list));
            if (item != null) {
                item.remove(name);
            }
        }

        private @Nullable ObjectNode item(JsonNode items) {
            for (JsonNode item : items) {
                if (item.path(key).asText().equals(slot.asText()) && item instanceof ObjectNode found) {
                    return found;
                }
            }
            return null;
        }
    }
}
