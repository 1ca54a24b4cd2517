package dev.keapsink.tools.records;

/** What a column without a place may be for. */
sealed interface Guess {

    /**
     * A field of a contact that the column probably belongs in.
     *
     * @param why the reason, in words
     */
    record Offer(String target, String why) implements Guess {}

    /** Something that only the operator can decide. */
    record Hint(String words) implements Guess {}

    /**
     * No field of a contact is likely.
     *
     * @param values the kind of the values in words, or empty
     */
    record Nothing(String values) implements Guess {}
}
