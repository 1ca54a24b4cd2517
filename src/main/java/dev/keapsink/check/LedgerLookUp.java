package dev.keapsink.check;

import dev.keapsink.resilience.Deadline;
import java.util.Optional;

/** Looks at the ledger's table without changing anything in it. */
public interface LedgerLookUp {

    /** The table's name. */
    String table();

    /**
     * Reads from the table, and asks for a write that cannot happen.
     *
     * @throws dev.keapsink.ledger.LedgerUnreadable if the ledger cannot be used
     */
    void tryOut(Deadline deadline);

    /**
     * The attribute that tells the table when to delete an entry, as it should be and as it is.
     *
     * @throws dev.keapsink.ledger.LedgerUnreadable if that cannot be learnt
     */
    Expiry expiry(Deadline deadline);

    /**
     * How entries are deleted.
     *
     * @param needed the attribute that every entry has for it
     * @param set the attribute that the table goes by; nothing if it deletes none
     */
    record Expiry(String needed, Optional<String> set) {}
}
