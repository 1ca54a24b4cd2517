package dev.keapsink.outcome;

import dev.keapsink.keap.Endpoint;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.keap.Purpose;
import dev.keapsink.keap.RecentSuccesses;
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
 * Decides the outcome of a record whose call failed. Most failures can be the fault of the record or of the deployment.
 * Calls for the same purpose that succeeded in the batch, or shortly before, show that it is the record's.
 */
public final class OutcomePolicy {

    /** From this delivery on, a failure that hits a record while others succeed is the record's fault. */
    static final int DELIVERIES_TO_REJECT = 5;

    /**
     * This many deliveries take half a day. A failure that still hits one record then, while objects are written, is
     * permanent.
     */
    private static final int DELIVERIES_TO_GIVE_UP = 20;

    /**
     * So many refusals have to be strikes, since the other ones may have been an outage. Each instance counts its own.
     */
    private static final int STRIKES_TO_REJECT = 3;

    /** A success up to this age shows that the deployment is in order. */
    public static final Duration LATELY = Duration.ofMinutes(5);

    private final RedeliveryDelay delay;
    private final StrikeCounter strikeCounter;
    private final RecentSuccesses recentSuccesses;
    private final Instant start;
    private final Map<Purpose, Long> failedAt;

    /**
     * @param start when the batch began
     * @param batch the results of all its records
     */
    OutcomePolicy(
            RedeliveryDelay delay,
            StrikeCounter strikeCounter,
            RecentSuccesses recentSuccesses,
            Instant start,
            Collection<Result> batch) {
        this.delay = delay;
        this.strikeCounter = strikeCounter;
        this.recentSuccesses = recentSuccesses;
        this.start = start;
        this.failedAt = batch.stream()
                .flatMap(OutcomePolicy::answer)
                .collect(Collectors.groupingBy(KeapFailure.Answered::purpose, Collectors.counting()));
    }

    private static Stream<KeapFailure.Answered> answer(Result result) {
        return result instanceof Result.Failed(KeapFailure.Answered answered)
                        && !(answered instanceof KeapFailure.Refused)
                ? Stream.of(answered)
                : Stream.empty();
    }

    /**
     * The outcome of a record with this result.
     *
     * @throws IllegalStateException if tags are still to be applied
     */
    public Outcome outcome(Result result, RecordPosition position) {
        return switch (result) {
            case Result.Ended(Outcome outcome) -> outcome;
            case Result.Failed(KeapFailure failure) -> outcome(failure, position);
            case Result.HeldUp heldUp ->
                new RetryLater(Cause.UNAVAILABLE, delay.of(Cause.UNAVAILABLE, Duration.ZERO, position.receiveCount()));
            case Result.Untagged untagged ->
                throw new IllegalStateException("The tags of an object were neither applied nor refused");
        };
    }

    /**
     * The result of a record that refers to an object that was not found. On a standard queue the object may come in a
     * later batch. On a FIFO queue it would have come before.
     */
    public static Result unresolved(KeapFailure.Unresolved failure, RecordPosition position) {
        return position.message().inFifoGroup() || position.isOftenDelivered()
                ? new Result.Ended(new Rejected(Reason.UNKNOWN_REFERENCE, failure.field(), failure.detail()))
                : new Result.Failed(failure);
    }

    /** The outcome of a record whose call failed. */
    public Outcome outcome(KeapFailure failure, RecordPosition position) {
        return switch (failure) {
            case KeapFailure.Refused refused ->
                refused.purpose().endpoint() == Endpoint.ACCOUNT
                        ? retryLater(Cause.MISCONFIGURED, failure, position)
                        : new Rejected(Reason.REFUSED_BY_KEAP, null, refused.detail());
            case KeapFailure.Forbidden forbidden ->
                answered(forbidden, Reason.FORBIDDEN, forbidden.fromKeap(), position);
            case KeapFailure.NotFound notFound -> answered(notFound, Reason.REFUSED_BY_KEAP, true, position);
            case KeapFailure.Misdirected page -> answered(page, Reason.REFUSED_BY_KEAP, false, position);
            case KeapFailure.ServerError error -> serverError(error, position);
            case KeapFailure.SpikeArrest spike -> retryLater(Cause.THROTTLED, failure, position);
            case KeapFailure.Throttled throttled -> retryLater(Cause.THROTTLED, failure, position);
            case KeapFailure.QuotaUsedUp quota -> retryLater(Cause.QUOTA, failure, position);
            case KeapFailure.Unavailable unavailable -> retryLater(Cause.UNAVAILABLE, failure, position);
            case KeapFailure.Unclear unclear -> retryLater(Cause.UNCLEAR, failure, position);
            case KeapFailure.OutOfTime late -> retryLater(Cause.DEADLINE, failure, position);
            case KeapFailure.Unresolved unresolved -> retryLater(Cause.UNRESOLVED, failure, position);
            case KeapFailure.Misconfigured misconfigured -> retryLater(Cause.MISCONFIGURED, failure, position);
        };
    }

    /**
     * A refusal by Keap of a single record, while others succeed, is the record's fault at once. A refusal of several
     * records may be a fault of the deployment that has just begun. A gateway may refuse at random. Both count only
     * after several strikes.
     *
     * @param fromKeap whether Keap itself answered, not a gateway
     */
    private Outcome answered(KeapFailure.Answered failure, Reason reason, boolean fromKeap, RecordPosition position) {
        Purpose purpose = failure.purpose();
        if (purpose.endpoint() == Endpoint.ACCOUNT) {
            return retryLater(Cause.MISCONFIGURED, failure, position);
        }
        boolean othersSucceeded = recentSuccesses.since(purpose, start);
        StrikeCounter.Suspect suspect = strikeCounter.strike(position.id(), purpose, othersSucceeded);
        boolean certain = fromKeap && failedAt.getOrDefault(purpose, 0L) <= 1;
        boolean isPermission = failure instanceof KeapFailure.Forbidden && fromKeap;
        if ((certain ? suspect.strikes() > 0 : isAtFault(suspect, position))
                || (!isPermission && isHopeless(suspect, position))) {
            return new Rejected(reason, null, failure.detail());
        }
        return retryLater(isDeploymentInOrder(purpose) ? Cause.UNAVAILABLE : Cause.MISCONFIGURED, failure, position);
    }

    /** Whether another call succeeded in the batch or shortly before, which shows that the deployment is in order. */
    private boolean isDeploymentInOrder(Purpose purpose) {
        return recentSuccesses.since(purpose, start.minus(LATELY));
    }

    private Outcome serverError(KeapFailure.ServerError error, RecordPosition position) {
        boolean othersSucceeded = recentSuccesses.since(error.purpose(), start);
        StrikeCounter.Suspect suspect = strikeCounter.strike(position.id(), error.purpose(), othersSucceeded);
        return isAtFault(suspect, position) || isHopeless(suspect, position)
                ? new Rejected(
                        Reason.REFUSED_BY_SERVER,
                        null,
                        "Keap's server failed on this record (500) again and again, at delivery %d, too, while others succeeded."
                                .formatted(position.receiveCount()))
                : retryLater(Cause.UNAVAILABLE, error, position);
    }

    /**
     * Whether to give up on a record. If no other record makes the same call, no success can ever show whose fault a
     * failure is. Then written objects of the same type do. Those of other types do not, since the account may have no
     * objects of this one.
     */
    private boolean isHopeless(StrikeCounter.Suspect suspect, RecordPosition position) {
        return suspect.purpose().endpoint() != Endpoint.WRITE
                && suspect.refusals() >= STRIKES_TO_REJECT
                && position.receiveCount() >= DELIVERIES_TO_GIVE_UP
                && (suspect.othersWritten()
                        || recentSuccesses.since(suspect.purpose().write(), start));
    }

    static boolean isAtFault(StrikeCounter.Suspect suspect, RecordPosition position) {
        return suspect.strikes() >= STRIKES_TO_REJECT && position.isOftenDelivered();
    }

    private RetryLater retryLater(Cause cause, KeapFailure failure, RecordPosition position) {
        Duration floor = failure.retryAfter().orElse(Duration.ZERO);
        return new RetryLater(cause, delay.of(cause, floor, position.receiveCount()));
    }
}
