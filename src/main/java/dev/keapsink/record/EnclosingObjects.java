package dev.keapsink.record;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.record.OperationMarks.Place;
import dev.keapsink.record.SinkRecord.Operation;

/** What objects say that a mapping reaches into, in messages of a kind that this sink does not take apart. */
public final class EnclosingObjects {

    private EnclosingObjects() {}

    /** Whether an object, or one within it on the way to a value that is there, says that it is about a deletion. */
    public static boolean saysDeleted(ObjectNode root, JsonPointer pointer) {
        if (root.at(pointer).isMissingNode()) {
            return false;
        }
        for (JsonPointer outer = pointer.head(); outer != null; outer = outer.head()) {
            if (root.at(outer) instanceof ObjectNode object && saysDeleted(object)) {
                return true;
            }
        }
        return false;
    }

    private static boolean saysDeleted(ObjectNode object) {
        return OperationMarks.in(object, Place.WITHIN_ENVELOPE).stream().anyMatch(said -> said.means(Operation.DELETE));
    }
}
