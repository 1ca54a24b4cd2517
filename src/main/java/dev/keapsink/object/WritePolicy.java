package dev.keapsink.object;

/** Which objects are written. */
public enum WritePolicy {
    /** All: created if they are not there, else updated. */
    UPSERT,
    /**
     * Those that are not there. One that is gets its tags and nothing else: nobody could tell it from one that was created
     * at an earlier delivery and not tagged yet. Costs a look-up a contact.
     */
    CREATE_ONLY,
    /** Those that are there; for the others there is nothing to do. Costs a look-up a contact. */
    UPDATE_ONLY
}
