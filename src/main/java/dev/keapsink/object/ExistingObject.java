package dev.keapsink.object;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An object that a search has found.
 *
 * @param document the fields that Keap showed; all writable ones if the change depends on the object
 */
public record ExistingObject(long id, ObjectNode document) {

    /** Hides the document, which is personal. */
    @Override
    public String toString() {
        return "ExistingObject[" + id + "]";
    }
}
