package dev.keapsink.field;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.keapsink.mapping.WriteOptions.Write;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a record wants a field to be.
 *
 * @param content in Keap's terms; a list as an array, and null for a value that is to be emptied, whatever the account's
 *     encoding of the two
 * @param origin what the record has
 * @param cut whether the content is only the beginning of it
 * @param afresh whether what the contact has counts for nothing, because an earlier value of the same batch replaces it
 */
public record Value(JsonNode content, Write write, JsonNode origin, boolean cut, boolean afresh) {

    public Value(JsonNode content, Write write, JsonNode origin, boolean cut) {
        this(content, write, origin, cut, false);
    }

    /** An order to empty the field. */
    public static Value clearing(Write write, JsonNode origin) {
        return new Value(NullNode.getInstance(), write, origin, false);
    }

    public boolean isClearing() {
        return content.isNull();
    }

    /** Whether the record has it otherwise than Keap gets it, as a person reads the two: a number in a text is the same number. */
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

    /** This value followed by a later one of the same field, as one. */
    public Value followedBy(Value later) {
        return switch (later.write) {
            case OVERWRITE -> later;
            case FILL -> isClearing() ? later.with(later.content, true) : this;
            case MERGE ->
                later.with(united(content, later.content), afresh || isClearing() || write == Write.OVERWRITE);
        };
    }

    /** Whether a later value of the same field leaves nothing of this one. */
    public boolean isCoveredBy(@Nullable Value later) {
        return later != null
                && (later.write == Write.OVERWRITE || (later.write == write && later.content.equals(content)));
    }

    private Value with(JsonNode other, boolean startsAfresh) {
        return new Value(other, write, origin, cut, startsAfresh);
    }

    /** This value with the options that the contact has. */
    public Value unitedWith(JsonNode there) {
        return afresh ? this : with(united(there, content), false);
    }

    /** The options of both, if they are lists; else the later one. */
    public static JsonNode united(JsonNode earlier, JsonNode later) {
        if (!earlier.isArray() || !(later instanceof ArrayNode options)) {
            return later;
        }
        Map<String, JsonNode> all = new LinkedHashMap<>();
        earlier.forEach(option -> all.put(spelt(option), option));
        later.forEach(option -> all.put(spelt(option), option));
        return options.arrayNode().addAll(all.values());
    }

    /** Keap shows one id as 5, 5.0 or "5". */
    private static String spelt(JsonNode option) {
        return option.isFloatingPointNumber()
                ? option.decimalValue().stripTrailingZeros().toPlainString()
                : option.asText();
    }

    /** Says nothing: it is personal. */
    @Override
    public String toString() {
        return "Value";
    }
}
