package dev.keapsink.object;

/** The effect in Keap of a delete in the source. */
public enum OnDelete {
    /** Removes the configured tags and the record's own tags from the contact. */
    UNTAG,
    /** Deletes the contact. */
    DELETE,
    /** Does nothing. */
    IGNORE
}
