package dev.keapsink.aws;

import java.io.IOException;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.Crc32MismatchException;
import software.amazon.awssdk.core.exception.SdkException;

/** Classifies failed calls to AWS services. */
public final class AwsErrors {

    private static final int SERVER_ERROR = 500;

    /**
     * Codes of errors that pass, although their status blames the request. Sources: the Errors of Systems Manager's
     * PutParameter and of DynamoDB's PutItem; "OK to retry" in Error handling with DynamoDB; the codes that the SDK's
     * AwsErrorCode calls retryable.
     */
    private static final Set<String> PASSING = Set.of(
            "TooManyUpdates",
            "TransactionConflictException",
            "ReplicatedWriteConflictException",
            "LimitExceededException",
            "PriorRequestNotComplete",
            "RequestTimeout",
            "RequestTimeoutException");

    /** Part of the code of every throttling error, including those of KMS behind a service. */
    private static final String THROTTLING = "Throttling";

    /** Part of the codes for keys and sessions that AWS does not accept. Source: Common Errors of Systems Manager. */
    private static final Pattern CREDENTIALS = Pattern.compile(
            "ExpiredToken|InvalidClientTokenId|UnrecognizedClient|Signature|AuthFailure|RequestExpired");

    private AwsErrors() {}

    /**
     * Whether the same call may succeed later: it was throttled, the service or the network failed, or no intact answer
     * came in time.
     */
    public static boolean isPassing(SdkException error) {
        return switch (error) {
            case AwsServiceException answer ->
                answer.isThrottlingException()
                        || answer.statusCode() >= SERVER_ERROR
                        || name(answer).contains(THROTTLING)
                        || PASSING.contains(name(answer));
            case ApiCallTimeoutException timeout -> true;
            case ApiCallAttemptTimeoutException timeout -> true;
            case AbortedException interrupted -> true;
            case Crc32MismatchException garbled -> true;
            default ->
                Stream.iterate((Throwable) error, t -> t != null, Throwable::getCause)
                        .anyMatch(IOException.class::isInstance);
        };
    }

    /** The error's code, or else its type. The message is left out, because it may say more than a log should hold. */
    public static String name(SdkException error) {
        String code = error instanceof AwsServiceException answer && answer.awsErrorDetails() != null
                ? answer.awsErrorDetails().errorCode()
                : null;
        return code == null ? error.getClass().getSimpleName() : code;
    }

    /**
     * What the operator has to do about an error that does not pass.
     *
     * @param permissions completes "the caller needs …"
     */
    static String remedy(SdkException error, String permissions) {
        if (!(error instanceof AwsServiceException)) {
            return "there are no AWS credentials, or no region is set: log in to AWS, and set AWS_REGION";
        }
        return CREDENTIALS.matcher(name(error)).find()
                ? "AWS does not accept the credentials: log in again, for example with aws sso login; a deployed function has"
                        + " those of its role"
                : "the caller needs " + permissions;
    }
}
