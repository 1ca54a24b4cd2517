package dev.keapsink.batch;

import dev.keapsink.keap.KeapFailure;
import dev.keapsink.record.Cause;
import dev.keapsink.record.Message;
import dev.keapsink.record.Outcome;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Outcome.RetryLater;
import dev.keapsink.record.Outcome.Written;
import dev.keapsink.record.Reason;
import java.time.Duration;
import java.util.Collection;

/**
 * From a failed call to a message's outcome. Two kinds of failure can be the record's fault or everybody's; which of the
 * two shows in whether others in the batch succeeded.
 */
final class Verdicts {

    /** A 500 that hits one record this often is that record's doing. */
    private static final int SERVER_ERRORS_TO_REJECT = 5;

    private final RedeliveryDelay delay;
    private final boolean othersSucceeded;

    Verdicts(RedeliveryDelay delay, Collection<Result> batch) {
        this.delay = delay;
        this.othersSucceeded = batch.stream().anyMatch(Verdicts::isWritten);
    }

    private static boolean isWritten(Result result) {
        return result instanceof Result.Ended(Outcome outcome) && outcome instanceof Written;
    }

    Outcome outcome(Result result, Message message) {
        return switch (result) {
            case Result.Ended(Outcome outcome) -> outcome;
            case Result.Failed(KeapFailure failure) -> outcome(failure, message);
            case Result.Untagged untagged ->
                throw new IllegalStateException("A contact's tags were neither applied nor refused");
        };
    }

    Outcome outcome(KeapFailure failure, Message message) {
        return switch (failure) {
            case KeapFailure.Refused refused -> new Rejected(Reason.REFUSED_BY_KEAP, null, refused.detail());
            case KeapFailure.Forbidden forbidden ->
                othersSucceeded
                        ? new Rejected(Reason.FORBIDDEN, null, forbidden.detail())
                        : retryLater(Cause.MISCONFIGURED, failure, message);
            case KeapFailure.ServerError error ->
                othersSucceeded && message.delivery().receiveCount() >= SERVER_ERRORS_TO_REJECT
                        ? new Rejected(
                                Reason.REFUSED_BY_SERVER, null, "Keap's server failed on this record each time (500).")
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

    private RetryLater retryLater(Cause cause, KeapFailure failure, Message message) {
        Duration floor = failure.retryAfter().orElse(Duration.ZERO);
        return new RetryLater(cause, delay.of(cause, floor, message.delivery().receiveCount()));
    }
}
