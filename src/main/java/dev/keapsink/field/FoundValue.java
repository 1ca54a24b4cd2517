package dev.keapsink.field;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.keapsink.mapping.WriteOptions;
import dev.keapsink.value.Conventions;
import dev.keapsink.value.Texts;
import java.util.Optional;

/**
 * A record's value for one of Keap's own fields, in the record's own form.
 *
 * @param mapped whether an entry of the mapping names it; the field then takes no other value
 */
public record FoundValue(JsonNode json, WriteOptions options, boolean mapped) {

    /** Google's separator of the values in one cell. */
    private static final String SEPARATOR = " ::: ";

    /** The same with a part of the value. */
    public FoundValue with(JsonNode part) {
        return new FoundValue(part, options, mapped);
    }

    /** Whether the cell holds several values. */
    public boolean holdsSeveral() {
        return json.isTextual() && json.asText().contains(SEPARATOR);
    }

    /** The same with the first of several values. */
    public FoundValue first() {
        return with(new TextNode(json.asText().split(SEPARATOR, 2)[0]));
    }

    public boolean isBlank() {
        return Texts.isBlank(json);
    }

    /** Whether there is a value, but one that means "no value" for this field. */
    public boolean isFiller(Field field) {
        return json.isValueNode()
                && !isBlank()
                && field.kind().whyNothing(field.label(), json).isPresent();
    }

    /** Whether the value is blank and orders the field to be emptied. A missing value never does. */
    public boolean isToBeCleared() {
        return options.isToBeCleared(json);
    }

    /**
     * The value in Keap's form; empty if there is nothing to write.
     *
     * @param conventions how to read ambiguous forms, such as dates in numbers
     */
    public Optional<Value> value(Field field, Conventions conventions) {
        if (!isBlank()) {
            return Optional.of(field.value(json, options, conventions));
        }
        return isToBeCleared() && field.mayBeEmptied()
                ? Optional.of(Value.clearing(options.write(), json))
                : Optional.empty();
    }

    /** Hides the value, which is personal. */
    @Override
    public String toString() {
        return "FoundValue";
    }
}
