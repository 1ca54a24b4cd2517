package dev.keapsink.object;

import dev.keapsink.field.LeftOut;
import dev.keapsink.field.Unresolved;
import dev.keapsink.field.Unwritten;
import java.util.List;

/** What a record asks for. */
public sealed interface MappingResult {

    /**
     * A change of an object.
     *
     * @param unresolved what only the account can tell whether it is possible
     * @param unwritten what the record has and Keap does not get, unless a wish finds a place for it
     */
    record Wanted(Change change, Unresolved unresolved, Unwritten unwritten) implements MappingResult {
        /** The fields of the record whose values have no place, unless a wish finds one. */
        public List<String> unused() {
            return unwritten.unused();
        }

        /** The values of the record that say nothing, or find no place. */
        public List<LeftOut> leftOut() {
            return unwritten.leftOut();
        }
    }

    /** Nothing, as the mapping says. */
    record Suppressed() implements MappingResult {}
}
