package dev.keapsink.tools.airbyte;

/** Keeps the credential of a sync alive. */
interface Renewal {

    /**
     * Renews the credential if that is due.
     *
     * @throws SyncFailure if it cannot be used any more
     */
    void ifDue();

    /** Renews a credential that Keap refused. Returns whether there is another one now. */
    boolean afterRefusal();

    /** For an API key, which stays what it is. */
    static Renewal none() {
        return new Renewal() {
            @Override
            public void ifDue() {}

            @Override
            public boolean afterRefusal() {
                return false;
            }
        };
    }
}
