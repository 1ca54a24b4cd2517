package dev.keapsink.field;

import com.fasterxml.jackson.databind.JsonNode;
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
 * A place in an object of Keap's that a record can fill: one of Keap's own fields, or a custom field of the account. Fields are
 * compared within one kind of object.
 */
public final class Field implements Comparable<Field> {

    private final long order;
    private final String label;
    private final FieldType kind;
    private final int maxLength;
    private final FieldPath place;

    /**
     * @param order where it stands among others; two fields of one order are the same
     * @param maxLength of a text, in characters; {@link Integer#MAX_VALUE} for no limit that is known
     */
    public Field(long order, String label, FieldType kind, int maxLength, FieldPath place) {
        this.order = order;
        this.label = label;
        this.kind = kind;
        this.maxLength = maxLength;
        this.place = place;
    }

    /** The name under which a person knows the field. */
    public String label() {
        return label;
    }

    /** What it takes. */
    public FieldType kind() {
        return kind;
    }

    /** In characters; {@link Integer#MAX_VALUE} for no limit that is known. */
    public int maxLength() {
        return maxLength;
    }

    /** Where it stands. */
    public FieldPath place() {
        return place;
    }

    /**
     * A value for this field that is not blank.
     *
     * @param conventions how to read what can be read in several ways
     * @throws InvalidValue if Keap could not take it
     */
    public Value value(JsonNode json, WriteOptions options, Conventions conventions) {
        return value(json, kind.coerced(label, json, conventions), options);
    }

    /**
     * The same, from a content that is in Keap's terms already.
     *
     * @throws InvalidValue if it is too long
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

    /** Keap takes no empty address, of mail or of an origin; and an empty reason for an opt-in might still be one. */
    public boolean mayBeEmptied() {
        return kind != FieldType.EMAIL && kind != FieldType.IP_ADDRESS && kind != FieldType.OPT_IN;
    }

    /** The list of the object that the field stands in; empty if it stands in none. */
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

    /** A name as it is compared. */
    public static String normalised(String name) {
        return FieldName.normalised(name);
    }
}
