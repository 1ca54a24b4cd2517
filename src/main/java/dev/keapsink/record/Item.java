package dev.keapsink.record;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One item of a list.
 *
 * @param number its position in the list, from 1
 * @param json a number, a truth value, or a text without white space around it
 */
public record Item(int number, JsonNode json) {

    /** The item as a text, a fraction in plain digits. */
    public String text() {
        return json.isFloatingPointNumber() && Double.isFinite(json.doubleValue())
                ? json.decimalValue().stripTrailingZeros().toPlainString()
                : json.asText();
    }

    /**
     * The item as a refusal names it, such as {@code item 3 ("Foo")}. A person finds it by its number and the beginning
     * of its text.
     */
    public String inWords() {
        return json.isContainerNode()
                ? "item %d (%s)".formatted(number, json.isArray() ? "a list" : "an object")
                : "item %d (%s)".formatted(number, json.isTextual() ? Excerpt.text(text()) : Excerpt.bare(text()));
    }

    /** Omits the item, which may be personal. */
    @Override
    public String toString() {
        return "Item[" + number + "]";
    }
}
