package dev.keapsink.record;

import java.util.Locale;

/** Why a message has to wait. None of them is the record's fault. */
public enum Cause {
    /** Keap's limit for the minute is used up. */
    THROTTLED,
    /** Keap's limit for the day is used up. */
    QUOTA,
    /** Keap cannot be reached, or says that it cannot answer. */
    UNAVAILABLE,
    /** The call was sent and not answered, or answered with something that makes no sense: it may have been carried out. */
    UNCLEAR,
    /** This invocation has no time left. */
    DEADLINE,
    /** Something in the deployment or in the Keap account has to be mended by a person first. */
    MISCONFIGURED;

    /** The stable code: the name in lower case. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
