package dev.keapsink.field;

/**
 * A value of a record that is not written, because it says nothing that Keap could keep, or finds no place; the rest of the record is.
 *
 * @param field where it would have gone, as the documentation calls it
 * @param why completes a sentence that begins with the field, and quotes nothing of the value
 * @param column the record's own name of the value, if a custom field of that name would still take it; else empty
 */
public record LeftOut(String field, String why, String column) {

    /** Of a value that no other place would take. */
    public LeftOut(String field, String why) {
        this(field, why, "");
    }
}
