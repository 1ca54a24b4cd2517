package dev.keapsink.contact;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.value.Texts;

/**
 * A field of a record.
 *
 * @param name as the record spells it
 * @param normalised as names are compared
 */
record Column(String name, String normalised, JsonNode json) {

    static Column of(String name, JsonNode json) {
        return new Column(name, ContactField.normalised(name), json);
    }

    boolean isBlank() {
        return Texts.isBlank(json);
    }

    /** Says nothing: it is personal. */
    @Override
    public String toString() {
        return "Column";
    }
}
