package dev.keapsink.field;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.value.Texts;

/**
 * A field of a record.
 *
 * @param name as the record spells it
 * @param normalised as names are compared
 */
public record Column(String name, String normalised, JsonNode json) {

    public static Column of(String name, JsonNode json) {
        return new Column(name, Field.normalised(name), json);
    }

    public boolean isBlank() {
        return Texts.isBlank(json);
    }

    /** Says nothing: it is personal. */
    @Override
    public String toString() {
        return "Column";
    }
}
