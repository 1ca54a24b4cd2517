package dev.keapsink.tools.ledger;

/** The end of an attempt to delete a row. */
sealed interface Deletion {

    /** The row is gone. */
    record Done() implements Deletion {}

    /** The sink is writing the contact of the row, which therefore stays. */
    record Claimed(Row now) implements Deletion {}

    /** The row was written again since it was read, and stays. */
    record Rewritten(Row now) implements Deletion {}
}
