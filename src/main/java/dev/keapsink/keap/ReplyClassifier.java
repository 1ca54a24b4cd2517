package dev.keapsink.keap;

import dev.keapsink.resilience.CallFailure.Progress;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The only table that turns replies, and exceptions instead of replies, into failures. No other class derives a failure
 * from a status code.
 */
public final class ReplyClassifier {

    private static final String REFUSED = "Keap refused the credential (401)";

    /** The longest wait that a reply can ask for: a server that names next year must not stop a process until then. */
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(1);

    private ReplyClassifier() {}

    /**
     * The failure that a reply means. Empty for a 2xx, whose body still has to be read before it is a success.
     *
     * @param purpose of the call
     */
    public static Optional<KeapFailure> failure(KeapReply reply, Purpose purpose, Instant now) {
        int status = reply.status();
        return status >= 200 && status < 300 ? Optional.empty() : Optional.of(failure(status, reply, purpose, now));
    }

    private static KeapFailure failure(int status, KeapReply reply, Purpose purpose, Instant now) {
        ErrorBody error = ErrorBody.of(reply);
        if (error.spikeArrest()) {
            return new KeapFailure.SpikeArrest();
        }
        if (error.quotaViolation()) {
            return usedUp(reply, now);
        }
        return switch (status) {
            case 400, 405, 413, 414, 415, 422, 431 -> new KeapFailure.Refused(error.message(), purpose);
            case 401 -> new KeapFailure.Unauthorized(REFUSED);
            case 402 -> new KeapFailure.Unpaid();
            case 403 -> new KeapFailure.Forbidden(error.message(), purpose, error.fromKeap());
            case 404, 410 ->
                error.fromKeap()
                        ? new KeapFailure.NotFound(error.message(), purpose)
                        : new KeapFailure.Misdirected(status, error.message(), purpose);
            case 409, 412 -> new KeapFailure.Unclear("Keap reported a conflict (%d)".formatted(status), false);
            case 429 -> usedUp(reply, now);
            case 500 ->
                new KeapFailure.ServerError(purpose, retryAfter(reply, now).orElse(null));
            case 503 -> unavailable(status, Progress.FINISHED, reply, now);
            case 408 -> new KeapFailure.Unclear("Keap gave up waiting for the request (408)", false);
            case 504 -> new KeapFailure.Unclear("A gateway gave up waiting for Keap (504)");
            default -> unlisted(status, error, reply, purpose, now);
        };
    }

    private static KeapFailure unlisted(int status, ErrorBody error, KeapReply reply, Purpose purpose, Instant now) {
        if (status >= 500) {
            return unavailable(status, Progress.UNKNOWN, reply, now);
        }
        return status >= 400
                ? new KeapFailure.Unclear(
                        "Keap answered with a status that it does not document (%d)".formatted(status), false)
                : new KeapFailure.Misdirected(status, error.message(), purpose);
    }

    /** The failure that an exception means. A request is known to be unsent only if no connection was opened. */
    public static KeapFailure failure(Throwable thrown) {
        return Stream.iterate(thrown, t -> t != null, Throwable::getCause).anyMatch(ReplyClassifier::neverConnected)
                ? notReached(thrown)
                : new KeapFailure.Unclear(
                        "The connection to Keap broke before an answer came (%s)".formatted(kind(thrown)));
    }

    /** No connection was opened, so nothing was sent. */
    public static KeapFailure notReached(Throwable thrown) {
        String sentence = CertificateError.sentence(thrown)
                .orElseGet(() -> "Keap cannot be reached (%s)".formatted(kind(thrown)));
        return new KeapFailure.Unavailable(sentence, Progress.NOT_STARTED, null);
    }

    /** The name of an exception tells an operator what to look for; its message may be personal. */
    private static String kind(Throwable thrown) {
        return thrown.getClass().getSimpleName();
    }

    /** The time was over while a request was under way. */
    public static KeapFailure notAnswered() {
        return new KeapFailure.Unclear("Keap did not answer in time");
    }

    /** The reply was cut off at {@link KeapReply#LONGEST_BODY}. */
    public static KeapFailure tooLong() {
        return new KeapFailure.Unclear("The reply is longer than any of Keap's");
    }

    private static boolean neverConnected(Throwable thrown) {
        return thrown instanceof ConnectException
                || thrown instanceof UnknownHostException
                || thrown instanceof NoRouteToHostException;
    }

    private static KeapFailure unavailable(int status, Progress progress, KeapReply reply, Instant now) {
        return new KeapFailure.Unavailable(
                "Keap is not available (%d)".formatted(status),
                progress,
                retryAfter(reply, now).orElse(null));
    }

    private static KeapFailure usedUp(KeapReply reply, Instant now) {
        ReportedLimits reported = ReportedLimits.of(reply, now);
        if (reported.dayIsUsedUp()) {
            return new KeapFailure.QuotaUsedUp(Duration.between(now, reported.dayEnds()));
        }
        Optional<Duration> retryAfter = retryAfter(reply, now);
        boolean minuteHasCallsLeft = reported.leftOfMinute() > 0 && reported.leftOfMinute() != ReportedLimits.UNKNOWN;
        // The limit that was named is not used up, so this is the spike arrest in other words.
        return minuteHasCallsLeft && retryAfter.isEmpty()
                ? new KeapFailure.SpikeArrest()
                : new KeapFailure.Throttled(
                        retryAfter(reply, now).orElseGet(() -> Duration.between(now, ReportedLimits.minuteEnds(now))));
    }

    /** {@code Retry-After} in either of its forms, seconds or an HTTP date (RFC 9110, section 10.2.3). */
    private static Optional<Duration> retryAfter(KeapReply reply, Instant now) {
        return reply.header("retry-after")
                .flatMap(value -> value.matches("\\d{1,6}")
                        ? Optional.of(Duration.ofSeconds(Long.parseLong(value)))
                        : httpDate(value).map(date -> Duration.between(now, date)))
                .filter(Duration::isPositive)
                .map(wait -> wait.compareTo(LONGEST_RETRY_AFTER) < 0 ? wait : LONGEST_RETRY_AFTER);
    }

    private static Optional<Instant> httpDate(String value) {
        try {
            return Optional.of(ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .withZoneSameInstant(ZoneOffset.UTC)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
