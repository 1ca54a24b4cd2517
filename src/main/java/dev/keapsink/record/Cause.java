package dev.keapsink.record;

import java.util.Locale;

/** The reason why a message has to wait. No cause is the record's fault. */
public enum Cause {
    /** Keap's limit for the minute is used up. */
    THROTTLED,
    /** Keap's limit for the day is used up. */
    QUOTA,
    /** Keap cannot be reached, or replies that it cannot answer. */
    UNAVAILABLE,
    /** A call was sent, but its reply is missing or makes no sense: Keap may have carried it out. */
    UNCLEAR,
    /** The invocation has no time left. */
    DEADLINE,
    /** The record refers to an object that was not found, and may still come. */
    UNRESOLVED,
    /** A person must first correct something in the deployment or in the Keap account. */
    MISCONFIGURED;

    /** The stable code: the name in lower case. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
