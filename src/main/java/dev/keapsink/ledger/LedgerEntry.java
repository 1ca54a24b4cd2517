package dev.keapsink.ledger;

import dev.keapsink.record.Version;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one contact. It names nobody: no e-mail address, no phone number, no value of a field.
 *
 * @param revision differs each time that the entry is stored; it is what {@link LedgerStore#replace} compares
 * @param state how far its last write has got
 * @param writingUntil when whoever is writing it will have ended, at the latest; null if nobody is
 * @param keapId the contact's id in Keap; 0 while that is unknown
 * @param version of the record that was written last; null if it had none
 * @param hash of the request that was written last; empty if none was
 * @param tags that the contact is known to have from here
 * @param outcome what became of the last record, for a person who looks it up: a code such as {@code created}
 * @param at when it was stored
 * @param expiresAt when it is forgotten
 */
public record LedgerEntry(
        String revision,
        State state,
        @Nullable Instant writingUntil,
        long keapId,
        @Nullable Version version,
        String hash,
        SortedSet<Long> tags,
        String outcome,
        Instant at,
        Instant expiresAt) {

    /** How far the last write of a contact has got. */
    public enum State {
        /** Somebody is writing it, or died while doing so. */
        WRITING,
        /** Keap has the contact, but not yet all of its tags. */
        WRITTEN,
        /** Keap has the contact and its tags. */
        TAGGED,
        /** A record asked for its removal, and got it; only a later version brings it back. */
        REMOVED
    }

    public LedgerEntry {
        tags = Collections.unmodifiableSortedSet(new TreeSet<>(tags));
    }
}
