package dev.keapsink.batch;

import dev.keapsink.keap.KeapFailure;
import dev.keapsink.record.Cause;
import dev.keapsink.record.Message;
import dev.keapsink.record.Outcome;
import dev.keapsink.record.Outcome.Effect;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Outcome.RetryLater;
import dev.keapsink.record.Outcome.Written;
import dev.keapsink.record.Reason;
import java.time.Duration;
import java.util.Collection;

/**
 * From a failed call to a message's outcome. Two kinds of failure can be the record's fault or everybody's; which of the
 * two shows in whether others in the batch succeeded, or others since the last delivery.
 */
final class Verdicts {

    /** A 500 that still hits one record at its fifth delivery, while others succeed, is that record's doing. */
    static final int SERVER_ERRORS_TO_REJECT = 5;

    private final RedeliveryDelay delay;
    private final Suspects suspects;
    private final boolean othersSucceeded;

    Verdicts(RedeliveryDelay delay, Suspects suspects, Collection<Result> batch) {
        this.delay = delay;
        this.suspects = suspects;
        this.othersSucceeded = batch.stream().anyMatch(Verdicts::isWritten);
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

    Outcome outcome(Result result, Message message) {
        return switch (result) {
            case Result.Ended(Outcome outcome) -> outcome;
            case Result.Failed(KeapFailure failure) -> outcome(failure, message);
            case Result.HeldUp heldUp ->
                new RetryLater(
                        Cause.UNAVAILABLE,
                        delay.of(
                                Cause.UNAVAILABLE,
                                Duration.ZERO,
                                message.delivery().receiveCount()));
            case Result.Untagged untagged ->
                throw new IllegalStateException("A contact's tags were neither applied nor refused");
        };
    }

    Outcome outcome(KeapFailure failure, Message message) {
        return switch (failure) {
            case KeapFailure.Refused refused -> new Rejected(Reason.REFUSED_BY_KEAP, null, refused.detail());
            case KeapFailure.Forbidden forbidden ->
                othersSucceeded(message)
                        ? new Rejected(Reason.FORBIDDEN, null, forbidden.detail())
                        : retryLater(Cause.MISCONFIGURED, failure, message);
            case KeapFailure.ServerError error ->
                othersSucceeded(message) && message.delivery().receiveCount() >= SERVER_ERRORS_TO_REJECT
                        ? new Rejected(
                                Reason.REFUSED_BY_SERVER,
                                null,
                                "Keap's server failed on this record (500) at delivery %d, while others succeeded."
                                        .formatted(message.delivery().receiveCount()))
                        : retryLater(Cause.UNAVAILABLE, failure, message);
            case KeapFailure.SpikeArrest spike -> retryLater(Cause.THROTTLED, failure, message);
            case KeapFailure.Throttled throttled -> retryLater(Cause.THROTTLED, failure, message);
            case KeapFailure.QuotaUsedUp quota -> retryLater(Cause.QUOTA, failure, message);
            case KeapFailure.Unavailable unavailable -> retryLater(Cause.UNAVAILABLE, failure, message);
            case KeapFailure.Unclear unclear -> retryLater(Cause.UNCLEAR, failure, message);
            // Between finding the contact and writing it, it went away: the next delivery finds out afresh.
            case KeapFailure.NotFound vanished -> retryLater(Cause.UNCLEAR, failure, message);
            case KeapFailure.OutOfTime late -> retryLater(Cause.DEADLINE, failure, message);
            case KeapFailure.Misconfigured misconfigured -> retryLater(Cause.MISCONFIGURED, failure, message);
        };
    }

    private boolean othersSucceeded(Message message) {
        boolean since = suspects.othersSucceededSinceLastTime(message.id());
        return othersSucceeded || since;
    }

    private RetryLater retryLater(Cause cause, KeapFailure failure, Message message) {
        Duration floor = failure.retryAfter().orElse(Duration.ZERO);
        return new RetryLater(cause, delay.of(cause, floor, message.delivery().receiveCount()));
    }
}
