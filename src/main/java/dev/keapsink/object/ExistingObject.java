package dev.keapsink.object;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An object as a search has found it.
 *
 * @param document as Keap showed it; if what to write depends on the object, with all that may be written
 */
public record ExistingObject(long id, ObjectNode document) {

    /** Without the document, which is personal. */
    @Override
    public String toString() {
        return "ExistingObject[" + id + "]";
    }
}
