package dev.keapsink.check;

import dev.keapsink.resilience.Deadline;
import java.util.Optional;

/** Checks the ledger's table without changing it. */
public interface LedgerLookUp {

    /** The table's name. */
    String table();

    /**
     * Reads from the table, and asks for a write that can never happen. Both prove the permissions.
     *
     * @throws dev.keapsink.ledger.LedgerUnavailable if the ledger cannot be used
     */
    void tryOut(Deadline deadline);

    /**
     * How the table deletes entries, and how it should.
     *
     * @throws dev.keapsink.ledger.LedgerUnavailable if DynamoDB does not tell
     */
    Expiry expiry(Deadline deadline);

    /**
     * Compares the attribute that the table's TTL should use with the one that it uses.
     *
     * @param needed the attribute that every entry has for this purpose
     * @param set the attribute that the table uses; empty if it deletes nothing
     */
    record Expiry(String needed, Optional<String> set) {}
}
