package dev.keapsink.field;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Where in the v1 document of a contact a field stands. */
public sealed interface FieldPath {

    /** What stands there; a missing node if nothing does. */
    JsonNode in(ObjectNode contact);

    /** Puts a value there. */
    void put(ObjectNode contact, JsonNode value);

    /** Takes away what stands there, if anything does. */
    void remove(ObjectNode contact);

    /** A property of the contact itself. */
    public record Property(String name) implements FieldPath {
        @Override
        public JsonNode in(ObjectNode contact) {
            return contact.path(name);
        }

        @Override
        public void put(ObjectNode contact, JsonNode value) {
            contact.set(name, value);
        }

        @Override
        public void remove(ObjectNode contact) {
            contact.remove(name);
        }
    }

    /** The one property of an object in the contact, such as the id of its company. */
    public record Nested(String object, String name) implements FieldPath {
        @Override
        public JsonNode in(ObjectNode contact) {
            return contact.path(object).path(name);
        }

        @Override
        public void put(ObjectNode contact, JsonNode value) {
            contact.putObject(object).set(name, value);
        }

        @Override
        public void remove(ObjectNode contact) {
            contact.remove(object);
        }
    }

    /**
     * A property of one item of a list.
     *
     * @param key the property by which items of the list are told apart
     * @param slot its value in this item
     */
    public record Item(String list, String key, JsonNode slot, String name) implements FieldPath {
        @Override
        public JsonNode in(ObjectNode contact) {
            ObjectNode item = item(contact.path(list));
            return item == null ? MissingNode.getInstance() : item.path(name);
        }

        @Override
        public void put(ObjectNode contact, JsonNode value) {
            ArrayNode items = contact.path(list) instanceof ArrayNode there ? there : contact.putArray(list);
            ObjectNode item = item(items);
            if (item == null) {
                item = items.addObject();
                item.set(key, slot);
            }
            item.set(name, value);
        }

        @Override
        public void remove(ObjectNode contact) {
            ObjectNode item = item(contact.path(list));
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
