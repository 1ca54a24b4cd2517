package dev.keapsink.tools.airbyte.rejects;

import java.util.List;

/** Stores rejected rows, so that a person can correct them. Used by one thread. */
public interface RejectStore {

    /**
     * Stores rows, which are safe once this returns.
     *
     * @throws RejectsNotStored if some of them may not be stored; a repetition may then store the others twice
     */
    void store(List<RejectedRow> rows) throws RejectsNotStored;

    /**
     * Stores something and takes it back, which proves that rows can be stored.
     *
     * @throws RejectsNotStored if they cannot
     */
    void tryOut() throws RejectsNotStored;
}
