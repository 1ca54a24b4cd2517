package dev.keapsink.incident;

/** What became of a record; every record has exactly one. */
enum Fate {
    /** Acknowledged, and Keap holds the contact once, with every tag. */
    WRITTEN_ONCE,
    /** Keap holds the contact more than once. */
    DUPLICATED,
    /** Acknowledged, but neither in Keap as it should be nor in the reject queue. */
    LOST,
    /** Acknowledged, and in the reject queue. */
    REJECTED,
    QUEUED,
    DEAD_LETTERED,
    EXPIRED
}
