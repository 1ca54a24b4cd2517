package dev.keapsink.object;

/** Says which objects are written. */
public enum WritePolicy {
    /** All: an object is created if it does not exist, and updated otherwise. */
    UPSERT,
    /**
     * New objects only. An existing object gets its tags and nothing else, because it may have been created at an
     * earlier delivery and not tagged yet. Costs one look-up a contact.
     */
    CREATE_ONLY,
    /** Existing objects only; for others there is nothing to do. Costs one look-up a contact. */
    UPDATE_ONLY
}
