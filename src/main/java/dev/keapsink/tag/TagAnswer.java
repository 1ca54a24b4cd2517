package dev.keapsink.tag;

import java.time.Duration;

/** What the account says of a tag. */
public sealed interface TagAnswer {

    /** It is there, or was made just now. */
    record Found(long id) implements TagAnswer {}

    /** The account was asked for it, and it is not there. */
    record Missing() implements TagAnswer {}

    /**
     * It was not there a moment ago, and is not asked for again yet.
     *
     * @param left until it is
     */
    record NotYet(Duration left) implements TagAnswer {}
}
