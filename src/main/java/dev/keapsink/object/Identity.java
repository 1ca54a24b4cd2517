package dev.keapsink.object;

/** How an object is kept from being created twice. */
public enum Identity {
    /** Keap's own upsert finds the object by its key, so no search is needed. */
    UPSERT,
    /** Each create follows a search. */
    SEARCH,
    /**
     * Only this sink creates an object of the key. A create follows a search, unless the ledger knows that none was sent
     * before.
     */
    KEYED
}
