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
 * @param freshUntil until when a record that asks the same need not be written: later, people may have changed the contact
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
        Instant freshUntil,
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
    public static final LedgerEntry NONE = new LedgerEntry(
            "", State.WRITTEN, null, 0, null, "", new TreeSet<>(), "", Instant.EPOCH, Instant.EPOCH, Instant.EPOCH);

    public LedgerEntry {
        tags = Collections.unmodifiableSortedSet(new TreeSet<>(tags));
    }

    /** Whether somebody is writing the contact, and may still be alive. */
    public boolean isHeld(Instant now) {
        return writingUntil != null && now.isBefore(writingUntil);
    }

    /** Whether nobody is supposed to have changed the contact since it was written. */
    public boolean isFresh(Instant now) {
        return now.isBefore(freshUntil);
    }

    /** The same of a contact that was written now. */
    public LedgerEntry freshUntil(Instant until) {
        return new LedgerEntry(
                revision, state, writingUntil, keapId, version, hash, tags, outcome, at, until, expiresAt);
    }

    /** Whether it is forgotten by now. */
    public boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }

    /** The same as somebody else's entry: with a revision of its own, stored now. */
    LedgerEntry stamped(String otherRevision, Instant now, Instant otherExpiry) {
        return new LedgerEntry(
                otherRevision, state, writingUntil, keapId, version, hash, tags, outcome, now, freshUntil, otherExpiry);
    }

    /** The same in the hands of somebody who will have ended by then; who is removed stays so until that is done. */
    public LedgerEntry writing(Instant until) {
        State meanwhile = state == State.REMOVED ? State.REMOVED : State.WRITING;
        return new LedgerEntry(
                revision, meanwhile, until, keapId, version, hash, tags, outcome, at, freshUntil, expiresAt);
    }

    /** The same in nobody's hands. */
    public LedgerEntry in(State otherState) {
        return new LedgerEntry(
                revision, otherState, null, keapId, version, hash, tags, outcome, at, freshUntil, expiresAt);
    }

    /** The same of the contact with this id in Keap, as this request has left it. */
    public LedgerEntry of(long otherId, String otherHash) {
        return new LedgerEntry(
                revision, state, writingUntil, otherId, version, otherHash, tags, outcome, at, freshUntil, expiresAt);
    }

    /** The same with these tags. */
    public LedgerEntry tagged(Set<Long> otherTags) {
        return new LedgerEntry(
                revision,
                state,
                writingUntil,
                keapId,
                version,
                hash,
                new TreeSet<>(otherTags),
                outcome,
                at,
                freshUntil,
                expiresAt);
    }

    /** The same after a record of this version; an older one, or none, changes nothing. */
    public LedgerEntry after(@Nullable Version other) {
        boolean newer = other != null && (version == null || other.compareTo(version) > 0);
        return new LedgerEntry(
                revision,
                state,
                writingUntil,
                keapId,
                newer ? other : version,
                hash,
                tags,
                outcome,
                at,
                freshUntil,
                expiresAt);
    }

    /** The same with this outcome. */
    public LedgerEntry with(String otherOutcome) {
        return new LedgerEntry(
                revision, state, writingUntil, keapId, version, hash, tags, otherOutcome, at, freshUntil, expiresAt);
    }
}
