package dev.keapsink.field;

/**
 * A value of a record that is not written, because it is a filler or no field takes it. The rest of the record is
 * written.
 *
 * @param field the field that it was for, as the documentation calls it
 * @param why completes a sentence that begins with the field, and quotes nothing of the value
 * @param column the value's name in the record, if a custom field of that name could still take it; else empty
 */
public record LeftOut(String field, String why, String column) {

    /** A value that no other field could take. */
    public LeftOut(String field, String why) {
        this(field, why, "");
    }
}
