package dev.keapsink.field;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.keapsink.mapping.WriteOptions;
import dev.keapsink.value.Conventions;
import dev.keapsink.value.Texts;
import java.util.Optional;

/**
 * What a record has for one of Keap's own fields, as it stands there.
 *
 * @param mapped whether an entry of the mapping says so; then nothing else takes the field's place
 */
public record FoundValue(JsonNode json, WriteOptions options, boolean mapped) {

    /** What Google puts between the values of a cell that holds several. */
    private static final String BETWEEN = " ::: ";

    /** The same field with a part of the value. */
    public FoundValue with(JsonNode part) {
        return new FoundValue(part, options, mapped);
    }

    /** Whether the cell holds several values where a place has room for one. */
    public boolean holdsSeveral() {
        return json.isTextual() && json.asText().contains(BETWEEN);
    }

    /** The same field with the first of several values, which counts. */
    public FoundValue first() {
        return with(new TextNode(json.asText().split(BETWEEN, 2)[0]));
    }

    public boolean isBlank() {
        return Texts.isBlank(json);
    }

    /** Whether the value is there and says nothing that the field could keep. */
    public boolean isFiller(Field field) {
        return json.isValueNode()
                && !isBlank()
                && field.kind().whyNothing(field.label(), json).isPresent();
    }

    /** Whether the value is blank and orders the field to be emptied; one that is not there at all never does. */
    public boolean isToBeCleared() {
        return options.isToBeCleared(json);
    }

    /**
     * The value in Keap's terms; nothing if there is nothing to write.
     *
     * @param conventions how to read what can be read in several ways
     */
    public Optional<Value> value(Field field, Conventions conventions) {
        if (!isBlank()) {
            return Optional.of(field.value(json, options, conventions));
        }
        return isToBeCleared() && field.mayBeEmptied()
                ? Optional.of(Value.clearing(options.write(), json))
                : Optional.empty();
    }

    /** Says nothing: it is personal. */
    @Override
    public String toString() {
        return "Found";
    }
}
