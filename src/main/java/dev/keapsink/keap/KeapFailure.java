package dev.keapsink.keap;

import dev.keapsink.record.ObjectType;
import dev.keapsink.resilience.CallFailure;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a call to Keap did not succeed. The set is closed, so that for a new kind the compiler points at every place that
 * has to decide. Messages are ours. Keap's own words are in {@link Answered#detail()} and never reach a log, because
 * they may quote the record.
 */
public abstract sealed class KeapFailure extends CallFailure {

    private final Progress progress;
    private final boolean passing;
    private final @Nullable Duration retryAfter;

    private KeapFailure(String message, Progress progress, boolean passing, @Nullable Duration retryAfter) {
        super(message);
        this.progress = progress;
        this.passing = passing;
        this.retryAfter = retryAfter;
    }

    @Override
    public Progress progress() {
        return progress;
    }

    @Override
    public boolean passing() {
        return passing;
    }

    @Override
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /**
     * Two calls came too close to each other. The client itself tries again at another moment, so the guard does not.
     */
    public static final class SpikeArrest extends KeapFailure {
        public SpikeArrest() {
            super("Keap's spike arrest turned the call away", Progress.NOT_STARTED, false, null);
        }
    }

    /** The limit of the minute is used up. The client itself waits for the next slot, so the guard does not. */
    public static final class Throttled extends KeapFailure {
        public Throttled(Duration retryAfter) {
            super("Keap's limit for the minute is used up", Progress.NOT_STARTED, false, retryAfter);
        }
    }

    /** The limit of the day is used up: no call makes sense before it is reset. */
    public static final class QuotaUsedUp extends KeapFailure {
        public QuotaUsedUp(Duration untilReset) {
            super("Keap's limit for the day is used up", Progress.NOT_STARTED, false, untilReset);
        }
    }

    /** Keap cannot be reached, or says that it cannot answer now. */
    public static sealed class Unavailable extends KeapFailure {
        public Unavailable(String message, Progress progress, @Nullable Duration retryAfter) {
            super(message, progress, true, retryAfter);
        }

        private Unavailable(String message, Progress progress, boolean passing) {
            super(message, progress, passing, null);
        }

        /** Keap did not apply a tag, but may do so later. */
        public static Unavailable ofTag(String message) {
            return new Unavailable(message, Progress.FINISHED, true);
        }

        /** The credential's store cannot be reached, which says nothing about Keap. */
        static Unavailable ofCredential(String message) {
            return new Unavailable(message, Progress.NOT_STARTED, false);
        }
    }

    /** Keap no longer knows an object that it knew a moment ago. */
    public static final class Gone extends Unavailable {
        public Gone(String message) {
            super(message, Progress.FINISHED, true);
        }
    }

    /**
     * Keap's server failed on this call (500). Unlike other kinds of unavailability this can be the record's fault. How
     * far the server got is unknown.
     */
    public static final class ServerError extends KeapFailure {
        private final Purpose purpose;

        public ServerError(Purpose purpose, @Nullable Duration retryAfter) {
            super("Keap's server failed at %s (500)".formatted(purpose.inWords()), Progress.UNKNOWN, true, retryAfter);
            this.purpose = purpose;
        }

        /** The purpose of the call. */
        public Purpose purpose() {
            return purpose;
        }
    }

    /** The call was sent, but its answer is missing or makes no sense: it may have been carried out. */
    public static sealed class Unclear extends KeapFailure {
        public Unclear(String message) {
            this(message, true);
        }

        Unclear(String message, boolean passing) {
            super(message, Progress.UNKNOWN, passing, null);
        }

        private Unclear(String message, Duration retryAfter) {
            super(message, Progress.NOT_STARTED, false, retryAfter);
        }
    }

    /** Keap may have carried out an earlier create, and its object was not found. Nothing was sent this time. */
    public static final class InDoubt extends Unclear {
        public InDoubt(Duration retryAfter) {
            super("An earlier create was not answered, and the object that it may have made is not found", retryAfter);
        }
    }

    /** Keap's list does not show an object that was written so lately that it may still lack it. Nothing was sent. */
    public static final class Unlisted extends Unclear {
        public Unlisted(Duration retryAfter) {
            super("Keap's list does not show yet what was written a moment ago", retryAfter);
        }
    }

    /** The call was not made, because its deadline leaves no time for it. */
    public static final class OutOfTime extends KeapFailure {
        public OutOfTime() {
            super("This invocation has no time left for the call", Progress.NOT_STARTED, false, null);
        }
    }

    /**
     * The record refers to an object that was not found, so that no call was made to write it. The object may still
     * come.
     */
    public static final class Unresolved extends KeapFailure {
        private final String field;
        private final String detail;

        /**
         * @param field the label of the field that refers to the object
         * @param detail the end of a sentence that begins with the field, for the person who corrects the record
         */
        public Unresolved(String field, String detail) {
            super("A record refers to an object that was not found", Progress.NOT_STARTED, false, null);
            this.field = field;
            this.detail = detail;
        }

        public String field() {
            return field;
        }

        public String detail() {
            return detail;
        }
    }

    /**
     * The operator has to mend something before any record can be written, or any record of one type; the message says
     * what.
     */
    public static sealed class Misconfigured extends KeapFailure {
        private final @Nullable ObjectType type;

        /** A failure that all records have to wait for. */
        public Misconfigured(String advice) {
            this(advice, null);
        }

        /**
         * @param type the type whose records alone have to wait; null if all have to
         */
        public Misconfigured(String advice, @Nullable ObjectType type) {
            super(advice, Progress.FINISHED, false, null);
            this.type = type;
        }

        /** The type whose records alone have to wait; empty if all have to. */
        public Optional<ObjectType> type() {
            return Optional.ofNullable(type);
        }

        /**
         * The meaning of a failure that was met while one type was looked at. That type alone has to wait, unless the
         * failure is one of the credential or the payment, which all types need.
         */
        public Misconfigured of(ObjectType one) {
            boolean meetsAll = this instanceof Unpaid || this instanceof Unauthorized || this instanceof NoCredential;
            return meetsAll || type != null ? this : new Misconfigured(String.valueOf(getMessage()), one);
        }
    }

    /** There is no credential that can be read, so no call was made. */
    public static final class NoCredential extends Misconfigured {
        NoCredential(String advice) {
            super(advice);
        }
    }

    /** Keap asks for a payment before it answers (402). */
    public static final class Unpaid extends Misconfigured {
        Unpaid() {
            super("Keap asks for a payment (402); see to the billing of the Keap account");
        }
    }

    /** Keap does not accept the credential (401), so the call was not carried out. */
    public static final class Unauthorized extends Misconfigured {
        Unauthorized(String advice) {
            super(advice);
        }
    }

    /** Keap, or a gateway, answered that it will not carry out the call. These kinds can be the record's own fault. */
    public abstract static sealed class Answered extends KeapFailure {
        private final String detail;
        private final Purpose purpose;

        private Answered(String message, String detail, Purpose purpose) {
            super(message, Progress.FINISHED, false, null);
            this.detail = detail;
            this.purpose = purpose;
        }

        /**
         * Keap's words, cleaned for a person to read. They may quote the record: they are for the reject queue, not for
         * logs.
         */
        public String detail() {
            return detail;
        }

        /** The purpose of the call. */
        public Purpose purpose() {
            return purpose;
        }
    }

    /** The request itself is refused (400, 405, 413, 414, 415, 422, 431): it can never succeed. */
    public static final class Refused extends Answered {
        public Refused(String detail, Purpose purpose) {
            super("Keap refused %s".formatted(purpose.inWords()), detail, purpose);
        }
    }

    /** The credential may not do this (403), or a gateway in front of Keap does not let the call pass. */
    public static final class Forbidden extends Answered {
        private final boolean fromKeap;

        public Forbidden(String detail, Purpose purpose) {
            this(detail, purpose, true);
        }

        Forbidden(String detail, Purpose purpose, boolean fromKeap) {
            super(
                    "Keap forbids %s (403); give the key's user the permission in Keap".formatted(purpose.inWords()),
                    detail,
                    purpose);
            this.fromKeap = fromKeap;
        }

        /** Whether Keap itself answered, not a gateway in front of it. */
        public boolean fromKeap() {
            return fromKeap;
        }
    }

    /** The object of the call does not exist (a 404 or 410 from Keap itself, not from a gateway). */
    public static final class NotFound extends Answered {
        public NotFound(String detail, Purpose purpose) {
            super("Keap found nothing for %s (404)".formatted(purpose.inWords()), detail, purpose);
        }
    }

    /** Something other than Keap's REST API answered: a page that is not there, or a redirect. */
    public static final class Misdirected extends Answered {
        Misdirected(int status, String said, Purpose purpose) {
            super(
                    "The address answers, but not as Keap's REST API does (%d);".formatted(status)
                            + " check KEAP_SINK_BASE_URL, which is normally https://api.infusionsoft.com/crm/rest",
                    "Not Keap's REST API answered, but a page or a redirect (%d): %s".formatted(status, said),
                    purpose);
        }
    }
}
