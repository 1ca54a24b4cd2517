package dev.keapsink.field;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.value.Texts;

/**
 * A field of a record: its name and its value.
 *
 * @param name as the record spells it
 * @param normalised the name in the form in which names are compared
 */
public record Column(String name, String normalised, JsonNode json) {

    public static Column of(String name, JsonNode json) {
        return new Column(name, Field.normalised(name), json);
    }

    public boolean isBlank() {
        return Texts.isBlank(json);
    }

    /** Hides the name and the value, which may be personal. */
    @Override
    public String toString() {
        return "Column";
    }
}
