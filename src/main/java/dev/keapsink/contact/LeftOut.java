package dev.keapsink.contact;

/**
 * A value of a record that is not written, because it says nothing that Keap could keep; the rest of the record is.
 *
 * @param field where it would have gone, as the documentation calls it
 * @param why completes a sentence that begins with the field, and quotes nothing of the value
 */
public record LeftOut(String field, String why) {}
