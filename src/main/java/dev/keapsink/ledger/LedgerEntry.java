package dev.keapsink.ledger;

import dev.keapsink.record.Version;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
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
 * @param hash of the request that was written last; empty if none was, or if it is not clear which
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

    /** Of a contact that nothing is known of. */
    public static final LedgerEntry NONE =
            new LedgerEntry("", State.WRITTEN, null, 0, null, "", new TreeSet<>(), "", Instant.EPOCH, Instant.EPOCH);

    public LedgerEntry {
        tags = Collections.unmodifiableSortedSet(new TreeSet<>(tags));
    }

    /** Whether somebody is writing the contact, and may still be alive. */
    public boolean isHeld(Instant now) {
        return state == State.WRITING && writingUntil != null && now.isBefore(writingUntil);
    }

    /** Whether it is forgotten by now. */
    public boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }

    /** The same as somebody else's entry: with a revision of its own, stored now. */
    LedgerEntry stamped(String otherRevision, Instant now, Instant otherExpiry) {
        return new LedgerEntry(
                otherRevision, state, writingUntil, keapId, version, hash, tags, outcome, now, otherExpiry);
    }

    /** The same in the hands of somebody who will have ended by then. */
    public LedgerEntry writing(Instant until) {
        return new LedgerEntry(revision, State.WRITING, until, keapId, version, hash, tags, outcome, at, expiresAt);
    }

    /** The same in nobody's hands. */
    public LedgerEntry in(State otherState) {
        return new LedgerEntry(revision, otherState, null, keapId, version, hash, tags, outcome, at, expiresAt);
    }

    /** The same of the contact with this id in Keap, as this request has left it. */
    public LedgerEntry of(long otherId, String otherHash) {
        return new LedgerEntry(
                revision, state, writingUntil, otherId, version, otherHash, tags, outcome, at, expiresAt);
    }

    /** The same with these tags. */
    public LedgerEntry tagged(Set<Long> otherTags) {
        return new LedgerEntry(
                revision, state, writingUntil, keapId, version, hash, new TreeSet<>(otherTags), outcome, at, expiresAt);
    }

    /** The same after a record of this version; an older one, or none, changes nothing. */
    public LedgerEntry after(@Nullable Version other) {
        boolean newer = other != null && (version == null || other.compareTo(version) > 0);
        return new LedgerEntry(
                revision, state, writingUntil, keapId, newer ? other : version, hash, tags, outcome, at, expiresAt);
    }

    /** The same with this outcome. */
    public LedgerEntry with(String otherOutcome) {
        return new LedgerEntry(revision, state, writingUntil, keapId, version, hash, tags, otherOutcome, at, expiresAt);
    }
}
