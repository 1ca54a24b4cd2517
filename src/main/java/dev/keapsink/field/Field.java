package dev.keapsink.field;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.keapsink.mapping.WriteOptions;
import dev.keapsink.mapping.WriteOptions.TooLong;
import dev.keapsink.mapping.WriteOptions.Write;
import dev.keapsink.record.FieldName;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.record.Outcome;
import dev.keapsink.record.Reason;
import dev.keapsink.text.Blanks;
import dev.keapsink.value.Conventions;

/**
 * A field of a Keap object that a record can fill: one of Keap's own fields, or a custom field of the account. Fields
 * are compared within one type of object. Immutable.
 */
public final class Field implements Comparable<Field> {

    private final long order;
    private final String label;
    private final FieldType kind;
    private final int maxLength;
    private final FieldPath place;

    /**
     * @param order the field's position among others; two fields of one order are equal
     * @param maxLength of a text, in characters; {@link Integer#MAX_VALUE} if no limit is known
     */
    public Field(long order, String label, FieldType kind, int maxLength, FieldPath place) {
        this.order = order;
        this.label = label;
        this.kind = kind;
        this.maxLength = maxLength;
        this.place = place;
    }

    /** The name that a person knows the field by. */
    public String label() {
        return label;
    }

    /** The type of its values. */
    public FieldType kind() {
        return kind;
    }

    /** The most characters that Keap keeps; {@link Integer#MAX_VALUE} if no limit is known. */
    public int maxLength() {
        return maxLength;
    }

    /** The path of the field in the object's document. */
    public FieldPath place() {
        return place;
    }

    /**
     * Converts a value that is not blank to a value of this field.
     *
     * @param conventions how to read ambiguous forms, such as dates in numbers
     * @throws InvalidValue if Keap could not take it
     */
    public Value value(JsonNode json, WriteOptions options, Conventions conventions) {
        return value(json, kind.coerced(label, json, conventions), options);
    }

    /** A value of this field that is the id of an object in Keap. */
    public Value ofId(long id, Write write) {
        JsonNode json = LongNode.valueOf(id);
        return new Value(kind.coerced(label, json, Conventions.NONE), write, json, false);
    }

    /**
     * A value of this field from content that is in Keap's form already.
     *
     * @param json the record's value
     * @throws InvalidValue if the content is too long and may not be cut
     */
    public Value value(JsonNode json, JsonNode content, WriteOptions options) {
        Write write = options.write() == Write.MERGE && list().isEmpty() ? Write.OVERWRITE : options.write();
        String text = content.isTextual() ? content.asText() : "";
        int length = text.codePointCount(0, text.length());
        if (length <= maxLength) {
            return new Value(content, write, json, false);
        }
        if (options.tooLong() == TooLong.REJECT || !kind.mayBeCut()) {
            throw new InvalidValue(new Outcome.Rejected(
                    Reason.TOO_LONG,
                    label,
                    "has %d characters, and Keap keeps no more than %d.".formatted(length, maxLength)));
        }
        String cut = Blanks.strip(text.substring(0, text.offsetByCodePoints(0, maxLength)));
        return new Value(new TextNode(cut), write, json, true);
    }

    /** Whether the field may be emptied. */
    public boolean mayBeEmptied() {
        return kind.emptied() != FieldType.Emptied.NEVER;
    }

    /** The list in the object's document that holds the field; empty if no list does. */
    public String list() {
        return place instanceof FieldPath.Item item ? item.list() : "";
    }

    @Override
    public int compareTo(Field other) {
        return Long.compare(order, other.order);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Field field && field.order == order;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(order);
    }

    @Override
    public String toString() {
        return label;
    }

    /** A name in the form in which names are compared. */
    public static String normalised(String name) {
        return FieldName.normalised(name);
    }
}
