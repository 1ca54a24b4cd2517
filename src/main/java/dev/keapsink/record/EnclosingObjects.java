package dev.keapsink.record;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.record.OperationMarks.Role;
import dev.keapsink.record.SinkRecord.Operation;

/** Finds a deletion in the objects around a mapped value, in messages whose format this sink does not unwrap. */
public final class EnclosingObjects {

    private EnclosingObjects() {}

    /**
     * Whether the root, or an object between it and the pointer's value, names a deletion. False if the value is
     * missing.
     */
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
        return OperationMarks.in(object, Role.WITHIN_ENVELOPE).stream().anyMatch(said -> said.means(Operation.DELETE));
    }
}
