package dev.keapsink.tools.airbyte;

import dev.keapsink.record.Outcome;
import dev.keapsink.record.Outcome.Effect;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;

/** The contacts of the streams that a mirror compares with Keap. Used by one thread. */
final class WrittenContacts {

    /** Effects that leave no contact behind which belongs to the source's rows. */
    private static final Set<Effect> NONE = EnumSet.of(Effect.REMOVED, Effect.SUPPRESSED, Effect.NO_RECORD);

    private final Set<Long> ids = new HashSet<>();
    private long unknown;
    private boolean hasRemoved;

    /** A row was written. */
    void written(Outcome.Written written) {
        hasRemoved |= written.effect() == Effect.REMOVED;
        if (written.id() > 0 && !NONE.contains(written.effect())) {
            ids.add(written.id());
        } else if (!NONE.contains(written.effect())) {
            unknown++;
        }
    }

    /** A row is not written, but its contact may be in Keap. */
    void unknown() {
        unknown++;
    }

    Set<Long> ids() {
        return ids;
    }

    /** Whether a row has removed a contact, which may be among the others by an earlier row. */
    boolean hasRemoved() {
        return hasRemoved;
    }

    /** The number of rows whose contact is not known. */
    long unknownCount() {
        return unknown;
    }
}
