package dev.keapsink.tag;

import java.time.Duration;

/** The account's answer to a question about a tag. */
public sealed interface TagAnswer {

    /** The tag exists, or was created just now. */
    record Found(long id) implements TagAnswer {}

    /** The account was asked, and the tag does not exist. */
    record Missing() implements TagAnswer {}

    /**
     * The tag did not exist a moment ago, and is not looked up again yet.
     *
     * @param left the time until it may be looked up again
     */
    record NotYet(Duration left) implements TagAnswer {}
}
