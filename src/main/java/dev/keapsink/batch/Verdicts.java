package dev.keapsink.batch;

import dev.keapsink.keap.KeapFailure;
import dev.keapsink.record.Cause;
import dev.keapsink.record.Outcome;
import dev.keapsink.record.Outcome.Effect;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Outcome.RetryLater;
import dev.keapsink.record.Outcome.Written;
import dev.keapsink.record.Reason;
import java.time.Duration;
import java.util.Collection;

/**
 * From a failed call to a record's outcome. Two kinds of failure can be the record's fault or everybody's; which of the
 * two shows in whether others in the batch succeeded, or others since the last delivery.
 */
final class Verdicts {

    /** What still hits one record at its fifth delivery, while others succeed, is that record's doing. */
    static final int DELIVERIES_TO_REJECT = 5;

    /** So many of them have to be strikes: the others may have been an outage. Each instance counts its own. */
    private static final int STRIKES_TO_REJECT = 3;

    private final RedeliveryDelay delay;
    private final Suspects suspects;
    private final boolean othersSucceeded;
    private final boolean manyForbidden;

    Verdicts(RedeliveryDelay delay, Suspects suspects, Collection<Result> batch) {
        this.delay = delay;
        this.suspects = suspects;
        this.othersSucceeded = batch.stream().anyMatch(Verdicts::isWritten);
        this.manyForbidden = batch.stream().filter(Verdicts::isForbidden).count() > 1;
        if (othersSucceeded) {
            suspects.othersSucceeded();
        }
    }

    /** Only a contact that Keap confirmed shows that contacts can be written. */
    private static boolean isWritten(Result result) {
        return result instanceof Result.Ended(Outcome outcome)
                && outcome instanceof Written(Effect effect)
                && (effect == Effect.CREATED || effect == Effect.UPDATED);
    }

    private static boolean isForbidden(Result result) {
        return result instanceof Result.Failed(KeapFailure failure) && failure instanceof KeapFailure.Forbidden;
    }

    Outcome outcome(Result result, Place place) {
        return switch (result) {
            case Result.Ended(Outcome outcome) -> outcome;
            case Result.Failed(KeapFailure failure) -> outcome(failure, place);
            case Result.HeldUp heldUp ->
                new RetryLater(Cause.UNAVAILABLE, delay.of(Cause.UNAVAILABLE, Duration.ZERO, place.receiveCount()));
            case Result.Untagged untagged ->
                throw new IllegalStateException("A contact's tags were neither applied nor refused");
        };
    }

    Outcome outcome(KeapFailure failure, Place place) {
        return switch (failure) {
            case KeapFailure.Refused refused -> new Rejected(Reason.REFUSED_BY_KEAP, null, refused.detail());
            case KeapFailure.Forbidden forbidden -> forbidden(forbidden, place);
            case KeapFailure.ServerError error -> serverError(error, place);
            case KeapFailure.SpikeArrest spike -> retryLater(Cause.THROTTLED, failure, place);
            case KeapFailure.Throttled throttled -> retryLater(Cause.THROTTLED, failure, place);
            case KeapFailure.QuotaUsedUp quota -> retryLater(Cause.QUOTA, failure, place);
            case KeapFailure.Unavailable unavailable -> retryLater(Cause.UNAVAILABLE, failure, place);
            case KeapFailure.Unclear unclear -> retryLater(Cause.UNCLEAR, failure, place);
            // Between finding the contact and writing it, it went away: the next delivery finds out afresh.
            case KeapFailure.NotFound vanished -> retryLater(Cause.UNCLEAR, failure, place);
            case KeapFailure.OutOfTime late -> retryLater(Cause.DEADLINE, failure, place);
            case KeapFailure.Misconfigured misconfigured -> retryLater(Cause.MISCONFIGURED, failure, place);
        };
    }

    /**
     * One record's 403 among successes is that record's. Several at once may be a permission that was just taken away, and
     * those of a gateway may be its mood: both have to prove themselves.
     */
    private Outcome forbidden(KeapFailure.Forbidden forbidden, Place place) {
        int strikes = suspects.strike(place.id(), othersSucceeded);
        boolean certain = forbidden.fromKeap() && !manyForbidden;
        if (certain ? strikes > 0 : isGuilty(strikes, place)) {
            return new Rejected(Reason.FORBIDDEN, null, forbidden.detail());
        }
        boolean mood = othersSucceeded && !forbidden.fromKeap();
        return retryLater(mood ? Cause.UNAVAILABLE : Cause.MISCONFIGURED, forbidden, place);
    }

    private Outcome serverError(KeapFailure.ServerError error, Place place) {
        return isGuilty(suspects.strike(place.id(), othersSucceeded), place)
                ? new Rejected(
                        Reason.REFUSED_BY_SERVER,
                        null,
                        "Keap's server failed on this record (500) again and again, at delivery %d, too, while others succeeded."
                                .formatted(place.receiveCount()))
                : retryLater(Cause.UNAVAILABLE, error, place);
    }

    private static boolean isGuilty(int strikes, Place place) {
        return strikes >= STRIKES_TO_REJECT && place.receiveCount() >= DELIVERIES_TO_REJECT;
    }

    private RetryLater retryLater(Cause cause, KeapFailure failure, Place place) {
        Duration floor = failure.retryAfter().orElse(Duration.ZERO);
        return new RetryLater(cause, delay.of(cause, floor, place.receiveCount()));
    }
}
