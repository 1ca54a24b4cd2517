package dev.keapsink.object;

import dev.keapsink.field.LeftOut;
import dev.keapsink.field.Unresolved;
import dev.keapsink.field.Unwritten;
import java.util.List;

/** The result of mapping a record. */
public sealed interface MappingResult {

    /**
     * A change of an object.
     *
     * @param unresolved names that have to be resolved against the account
     * @param unwritten the parts of the record that Keap does not get, unless resolving finds a field for them
     */
    record Wanted(Change change, Unresolved unresolved, Unwritten unwritten) implements MappingResult {
        /** Names of the record's fields that are not written, unless resolving finds a field for them. */
        public List<String> unused() {
            return unwritten.unused();
        }

        /** Values that are fillers or that no field takes. */
        public List<LeftOut> leftOut() {
            return unwritten.leftOut();
        }
    }

    /** The mapping suppresses the record; nothing is written. */
    record Suppressed() implements MappingResult {}
}
