package dev.keapsink.field;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.keapsink.mapping.WriteOptions.Write;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The value that a record gives a field.
 *
 * @param content in Keap's form, before the account's encoding: a list is an array, and null empties the field
 * @param origin the record's own value
 * @param cut whether the content is only the beginning of the record's text
 * @param afresh whether the contact's present value is ignored, because an earlier value of the batch replaces it
 */
public record Value(JsonNode content, Write write, JsonNode origin, boolean cut, boolean afresh) {

    public Value(JsonNode content, Write write, JsonNode origin, boolean cut) {
        this(content, write, origin, cut, false);
    }

    /** A value that empties the field. */
    public static Value clearing(Write write, JsonNode origin) {
        return new Value(NullNode.getInstance(), write, origin, false);
    }

    public boolean isClearing() {
        return content.isNull();
    }

    /**
     * Whether the content reads differently from the record's own value. A number and the same number in a text are
     * alike.
     */
    public boolean isInAnotherForm() {
        boolean isSame = content.equals(origin)
                || (content.isValueNode()
                        && origin.isValueNode()
                        && content.asText().equals(origin.asText()));
        return !isSame;
    }

    public String text() {
        return isClearing() ? "" : content.asText();
    }

    /** Combines this value with a later one of the same field into one that has the effect of both. */
    public Value followedBy(Value later) {
        return switch (later.write) {
            case OVERWRITE -> later;
            case FILL -> isClearing() ? later.with(later.content, true) : this;
            case MERGE ->
                later.with(united(content, later.content), afresh || isClearing() || write == Write.OVERWRITE);
        };
    }

    /** Whether a later value of the same field makes this one superfluous. */
    public boolean isCoveredBy(@Nullable Value later) {
        return later != null
                && (later.write == Write.OVERWRITE || (later.write == write && later.content.equals(content)));
    }

    private Value with(JsonNode other, boolean startsAfresh) {
        return new Value(other, write, origin, cut, startsAfresh);
    }

    /** This value with the contact's present options added. */
    public Value unitedWith(JsonNode there) {
        return afresh ? this : with(united(there, content), false);
    }

    /** The options of both, if both are lists; else the later one. */
    public static JsonNode united(JsonNode earlier, JsonNode later) {
        if (!earlier.isArray() || !(later instanceof ArrayNode options)) {
            return later;
        }
        Map<String, JsonNode> all = new LinkedHashMap<>();
        earlier.forEach(option -> all.put(spelt(option), option));
        later.forEach(option -> all.put(spelt(option), option));
        return options.arrayNode().addAll(all.values());
    }

    /** Keap may show one id as 5, 5.0 or "5". */
    private static String spelt(JsonNode option) {
        return option.isFloatingPointNumber()
                ? option.decimalValue().stripTrailingZeros().toPlainString()
                : option.asText();
    }

    /** Hides the value, which is personal. */
    @Override
    public String toString() {
        return "Value";
    }
}
