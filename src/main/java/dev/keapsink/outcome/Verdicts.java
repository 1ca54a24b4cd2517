package dev.keapsink.outcome;

import dev.keapsink.keap.Endpoint;
import dev.keapsink.keap.Evidence;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.keap.Purpose;
import dev.keapsink.record.Cause;
import dev.keapsink.record.Outcome;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Outcome.RetryLater;
import dev.keapsink.record.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * From a failed call to a record's outcome. Most failures can be the record's fault or everybody's; which of the two shows in
 * whether others succeeded at the same, in the batch or shortly before.
 */
public final class Verdicts {

    /** What still hits one record at its fifth delivery, while others succeed, is that record's doing. */
    static final int DELIVERIES_TO_REJECT = 5;

    /** Half a day: by then what fails for one record, while objects are written, is nothing that passes. */
    private static final int DELIVERIES_TO_GIVE_UP = 20;

    /** So many of them have to be strikes: the others may have been an outage. Each instance counts its own. */
    private static final int STRIKES_TO_REJECT = 3;

    /** A success of that age still speaks for the deployment. */
    public static final Duration LATELY = Duration.ofMinutes(5);

    /** What shows that the deployment is in order: a contact was written. */
    public static final Purpose WRITING = Purpose.of(Endpoint.CONTACT_WRITE);

    private final RedeliveryDelay delay;
    private final Suspects suspects;
    private final Evidence evidence;
    private final Instant start;
    private final Map<Purpose, Long> failedAt;

    /**
     * @param start when the batch began
     * @param batch the results of all its records
     */
    Verdicts(RedeliveryDelay delay, Suspects suspects, Evidence evidence, Instant start, Collection<Result> batch) {
        this.delay = delay;
        this.suspects = suspects;
        this.evidence = evidence;
        this.start = start;
        this.failedAt = batch.stream()
                .flatMap(Verdicts::answer)
                .collect(Collectors.groupingBy(KeapFailure.Answered::purpose, Collectors.counting()));
    }

    private static Stream<KeapFailure.Answered> answer(Result result) {
        return result instanceof Result.Failed(KeapFailure.Answered answered)
                        && !(answered instanceof KeapFailure.Refused)
                ? Stream.of(answered)
                : Stream.empty();
    }

    /** The outcome of a record that got so far. */
    public Outcome outcome(Result result, Place place) {
        return switch (result) {
            case Result.Ended(Outcome outcome) -> outcome;
            case Result.Failed(KeapFailure failure) -> outcome(failure, place);
            case Result.HeldUp heldUp ->
                new RetryLater(Cause.UNAVAILABLE, delay.of(Cause.UNAVAILABLE, Duration.ZERO, place.receiveCount()));
            case Result.Untagged untagged ->
                throw new IllegalStateException("The tags of an object were neither applied nor refused");
        };
    }

    /** The outcome of a record whose call failed. */
    public Outcome outcome(KeapFailure failure, Place place) {
        return switch (failure) {
            case KeapFailure.Refused refused ->
                refused.purpose().endpoint() == Endpoint.ACCOUNT
                        ? retryLater(Cause.MISCONFIGURED, failure, place)
                        : new Rejected(Reason.REFUSED_BY_KEAP, null, refused.detail());
            case KeapFailure.Forbidden forbidden -> answered(forbidden, Reason.FORBIDDEN, forbidden.fromKeap(), place);
            case KeapFailure.NotFound notFound -> answered(notFound, Reason.REFUSED_BY_KEAP, true, place);
            case KeapFailure.Misdirected page -> answered(page, Reason.REFUSED_BY_KEAP, false, place);
            case KeapFailure.ServerError error -> serverError(error, place);
            case KeapFailure.SpikeArrest spike -> retryLater(Cause.THROTTLED, failure, place);
            case KeapFailure.Throttled throttled -> retryLater(Cause.THROTTLED, failure, place);
            case KeapFailure.QuotaUsedUp quota -> retryLater(Cause.QUOTA, failure, place);
            case KeapFailure.Unavailable unavailable -> retryLater(Cause.UNAVAILABLE, failure, place);
            case KeapFailure.Unclear unclear -> retryLater(Cause.UNCLEAR, failure, place);
            case KeapFailure.OutOfTime late -> retryLater(Cause.DEADLINE, failure, place);
            case KeapFailure.Misconfigured misconfigured -> retryLater(Cause.MISCONFIGURED, failure, place);
        };
    }

    /**
     * What Keap says of one record, while others succeed, is about that record. Said of several at once it may be about
     * everybody since a moment ago, and a gateway may have moods: both have to prove themselves.
     *
     * @param fromKeap whether Keap itself said so
     */
    private Outcome answered(KeapFailure.Answered failure, Reason reason, boolean fromKeap, Place place) {
        Purpose purpose = failure.purpose();
        if (purpose.endpoint() == Endpoint.ACCOUNT) {
            return retryLater(Cause.MISCONFIGURED, failure, place);
        }
        boolean othersSucceeded = evidence.since(purpose, start);
        Suspects.Suspect suspect = suspects.strike(place.id(), purpose, othersSucceeded);
        boolean certain = fromKeap && failedAt.getOrDefault(purpose, 0L) <= 1;
        boolean isPermission = failure instanceof KeapFailure.Forbidden && fromKeap;
        if ((certain ? suspect.strikes() > 0 : isGuilty(suspect, place))
                || (!isPermission && isHopeless(suspect, place))) {
            return new Rejected(reason, null, failure.detail());
        }
        return retryLater(isAcquitted(purpose) ? Cause.UNAVAILABLE : Cause.MISCONFIGURED, failure, place);
    }

    /** Whether somebody else's success, in the batch or shortly before, shows that the deployment is in order. */
    private boolean isAcquitted(Purpose purpose) {
        return evidence.since(purpose, start.minus(LATELY));
    }

    private Outcome serverError(KeapFailure.ServerError error, Place place) {
        boolean othersSucceeded = evidence.since(error.purpose(), start);
        Suspects.Suspect suspect = suspects.strike(place.id(), error.purpose(), othersSucceeded);
        return isGuilty(suspect, place) || isHopeless(suspect, place)
                ? new Rejected(
                        Reason.REFUSED_BY_SERVER,
                        null,
                        "Keap's server failed on this record (500) again and again, at delivery %d, too, while others succeeded."
                                .formatted(place.receiveCount()))
                : retryLater(Cause.UNAVAILABLE, error, place);
    }

    /** Where no other record makes the same call, nothing else would ever show whose fault it is. */
    private boolean isHopeless(Suspects.Suspect suspect, Place place) {
        return !suspect.purpose().equals(WRITING)
                && suspect.refusals() >= STRIKES_TO_REJECT
                && place.receiveCount() >= DELIVERIES_TO_GIVE_UP
                && (suspect.othersWritten() || evidence.since(WRITING, start));
    }

    static boolean isGuilty(Suspects.Suspect suspect, Place place) {
        return suspect.strikes() >= STRIKES_TO_REJECT && place.isOld();
    }

    private RetryLater retryLater(Cause cause, KeapFailure failure, Place place) {
        Duration floor = failure.retryAfter().orElse(Duration.ZERO);
        return new RetryLater(cause, delay.of(cause, floor, place.receiveCount()));
    }
}
