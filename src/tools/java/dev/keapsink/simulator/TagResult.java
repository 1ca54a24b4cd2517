package dev.keapsink.simulator;

/** The results that Keap reports for one contact, or one tag, in the answer to a tag call. The names are Keap's. */
public enum TagResult {
    SUCCESS,
    DUPLICATE,
    CONTACT_NOT_FOUND,
    TAG_ID_NOT_FOUND,
    FAILURE,
    NO_PERMISSION
}
