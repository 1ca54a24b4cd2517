package dev.keapsink.object;

/** What a delete in the source does in Keap. */
public enum OnDelete {
    /** Takes the configured tags and the record's own off the contact. */
    UNTAG,
    /** Deletes the contact. */
    DELETE,
    /** Nothing. */
    IGNORE
}
