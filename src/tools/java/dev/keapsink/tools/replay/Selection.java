package dev.keapsink.tools.replay;

import dev.keapsink.record.Reason;
import java.util.Optional;

/**
 * Says which messages go back to the source queue.
 *
 * @param only the code of their reason; empty for all reasons
 * @param isConfirmed whether a person has seen that Keap lacks what rejected creates in doubt may have made
 */
record Selection(Optional<String> only, boolean isConfirmed) {

    /** The messages of one reason, or of all. */
    static Selection of(Optional<String> reason) {
        return new Selection(reason, false);
    }

    /** The messages whose create is in doubt, and which are to be sent all the same. */
    static Selection confirmed() {
        return new Selection(Optional.of(Reason.IN_DOUBT.code()), true);
    }

    boolean takes(String reason) {
        return only.isEmpty() || only.get().equals(reason);
    }
}
