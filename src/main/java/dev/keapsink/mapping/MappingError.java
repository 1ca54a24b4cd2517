package dev.keapsink.mapping;

/** Signals an invalid part of a mapping document. The message names the offending entry. */
public final class MappingError extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    /**
     * @param where the entry, such as {@code fields.given_name}; empty for the document itself
     * @param complaint completes a sentence that begins with the entry
     */
    public MappingError(String where, String complaint) {
        super(where.isEmpty() ? complaint : where + " " + complaint);
    }
}
