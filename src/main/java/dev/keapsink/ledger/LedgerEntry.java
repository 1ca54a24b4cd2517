package dev.keapsink.ledger;

import dev.keapsink.record.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The ledger's memory of one contact. It identifies no person: it has no e-mail address, no phone number and no value
 * of a field.
 *
 * @param revision differs each time that the entry is stored; {@link LedgerStore#replace} compares it
 * @param state the progress of the last write
 * @param claimedUntil the latest end of the invocation that is writing the contact; null if none is
 * @param keapId the contact's id in Keap; 0 while it is unknown
 * @param version the newest version among the contact's records; null if none had one
 * @param hash of the request that was written last; empty if there was none, or if it is unclear which it was
 * @param tags the ids of the tags that the contact is known to have from this sink
 * @param outcome the result of the last record, for a person who looks it up: a code such as {@code created}
 * @param at when the entry was stored
 * @param freshUntil until when a record with the same request need not be written: later, people may have changed the
 *     contact
 * @param expiresAt when the entry is forgotten
 * @param doubt of a create that may have been carried out; null if there is none
 */
public record LedgerEntry(
        String revision,
        State state,
        @Nullable Instant claimedUntil,
        long keapId,
        @Nullable Version version,
        String hash,
        SortedSet<Long> tags,
        String outcome,
        Instant at,
        Instant freshUntil,
        Instant expiresAt,
        @Nullable Doubt doubt) {

    /** The progress of a contact's last write. */
    public enum State {
        /** An invocation is writing the contact, or died while doing so. */
        WRITING,
        /** Keap has the contact, but not yet all of its tags. */
        WRITTEN,
        /** Keap has the contact and its tags. */
        TAGGED,
        /**
         * The removal that a record asked for is done. Only a later version, or a record without one, brings the
         * contact back.
         */
        REMOVED
    }

    /**
     * The doubt whether Keap has carried out a create.
     *
     * @param since when the earliest create in doubt was begun, which also names the doubt
     * @param until when the latest one must have ended
     * @param looks how often the object was looked for since, and not found
     */
    public record Doubt(Instant since, Instant until, int looks) {
        /** The same doubt after another look has found nothing. */
        public Doubt lookedFor() {
            return new Doubt(since, until, looks + 1);
        }
    }

    /**
     * Longer than any claim holds: an invocation and a call last fifteen minutes each, and the rest are seconds. A claim
     * that ends later is damaged, and counts as none. Otherwise it would block its contact until the entry expires.
     */
    public static final Duration LONGEST_CLAIM = Duration.ofHours(1);

    /** The entry of an unknown contact. */
    public static final LedgerEntry NONE = new LedgerEntry(
            "",
            State.WRITTEN,
            null,
            0,
            null,
            "",
            new TreeSet<>(),
            "",
            Instant.EPOCH,
            Instant.EPOCH,
            Instant.EPOCH,
            null);

    public LedgerEntry {
        tags = Collections.unmodifiableSortedSet(new TreeSet<>(tags));
    }

    /** An entry without a doubt. */
    public LedgerEntry(
            String revision,
            State state,
            @Nullable Instant claimedUntil,
            long keapId,
            @Nullable Version version,
            String hash,
            SortedSet<Long> tags,
            String outcome,
            Instant at,
            Instant freshUntil,
            Instant expiresAt) {
        this(revision, state, claimedUntil, keapId, version, hash, tags, outcome, at, freshUntil, expiresAt, null);
    }

    /** Whether an invocation is writing the contact, and may still be running. */
    public boolean isClaimed(Instant now) {
        return isClaimedSince(now, now);
    }

    /** Whether an invocation is writing the contact, or was claiming it until some time after this moment. */
    public boolean isClaimedSince(Instant moment, Instant now) {
        return claimedUntil != null && moment.isBefore(claimedUntil) && isEndOfClaim(claimedUntil, now);
    }

    /** Whether a claim may end at this moment: any other end is later than {@link #LONGEST_CLAIM}, and is none. */
    public static boolean isEndOfClaim(Instant until, Instant now) {
        return !until.isAfter(now.plus(LONGEST_CLAIM));
    }

    /** Whether the contact counts as unchanged since it was written. */
    public boolean isFresh(Instant now) {
        return now.isBefore(freshUntil);
    }

    /** The same entry, whose contact counts as unchanged until this moment. */
    public LedgerEntry freshUntil(Instant until) {
        return new LedgerEntry(
                revision, state, claimedUntil, keapId, version, hash, tags, outcome, at, until, expiresAt, doubt);
    }

    /** Whether the entry is forgotten by now. */
    public boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }

    /** The same content as a new entry, stored now with a revision of its own. */
    LedgerEntry stamped(String otherRevision, Instant now, Instant otherExpiry) {
        return new LedgerEntry(
                otherRevision,
                state,
                claimedUntil,
                keapId,
                version,
                hash,
                tags,
                outcome,
                now,
                freshUntil,
                otherExpiry,
                doubt);
    }

    /**
     * The same entry while an invocation that will have ended by this moment writes the contact. A removed contact
     * stays removed until that write is done.
     */
    public LedgerEntry writing(Instant until) {
        State meanwhile = state == State.REMOVED ? State.REMOVED : State.WRITING;
        return new LedgerEntry(
                revision, meanwhile, until, keapId, version, hash, tags, outcome, at, freshUntil, expiresAt, doubt);
    }

    /** The same entry in this state, with no invocation writing the contact. */
    public LedgerEntry in(State otherState) {
        return new LedgerEntry(
                revision, otherState, null, keapId, version, hash, tags, outcome, at, freshUntil, expiresAt, doubt);
    }

    /** The same entry of the contact with this id in Keap, as the request with this hash has left it. */
    public LedgerEntry of(long otherId, String otherHash) {
        return new LedgerEntry(
                revision,
                state,
                claimedUntil,
                otherId,
                version,
                otherHash,
                tags,
                outcome,
                at,
                freshUntil,
                expiresAt,
                doubt);
    }

    /** The same entry with these tags. */
    public LedgerEntry tagged(Set<Long> otherTags) {
        return new LedgerEntry(
                revision,
                state,
                claimedUntil,
                keapId,
                version,
                hash,
                new TreeSet<>(otherTags),
                outcome,
                at,
                freshUntil,
                expiresAt,
                doubt);
    }

    /** The same entry after a record of this version. An older version, or none, changes nothing. */
    public LedgerEntry after(@Nullable Version other) {
        boolean newer = other != null && (version == null || other.compareTo(version) > 0);
        return new LedgerEntry(
                revision,
                state,
                claimedUntil,
                keapId,
                newer ? other : version,
                hash,
                tags,
                outcome,
                at,
                freshUntil,
                expiresAt,
                doubt);
    }

    /** The same entry with this outcome. */
    public LedgerEntry with(String otherOutcome) {
        return new LedgerEntry(
                revision,
                state,
                claimedUntil,
                keapId,
                version,
                hash,
                tags,
                otherOutcome,
                at,
                freshUntil,
                expiresAt,
                doubt);
    }

    /** The same entry with this doubt, or with none. */
    public LedgerEntry doubting(@Nullable Doubt other) {
        return new LedgerEntry(
                revision, state, claimedUntil, keapId, version, hash, tags, outcome, at, freshUntil, expiresAt, other);
    }
}
