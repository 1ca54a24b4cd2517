package dev.keapsink.simulator;

/** What Keap can report for one contact, or one tag, in the answer to a tag call. */
public enum TagResult {
    SUCCESS,
    DUPLICATE,
    CONTACT_NOT_FOUND,
    TAG_ID_NOT_FOUND,
    FAILURE,
    NO_PERMISSION
}
