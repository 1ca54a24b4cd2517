package dev.keapsink.aws;

import java.io.IOException;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.Crc32MismatchException;
import software.amazon.awssdk.core.exception.SdkException;

/** What a failed call to an AWS service means. */
final class AwsErrors {

    private static final int SERVER_ERROR = 500;

    /**
     * Refused for now, though with a status that speaks against the request (the Errors of Systems Manager's PutParameter and
     * of DynamoDB's PutItem, "OK to retry" in Error handling with DynamoDB, and what the SDK's AwsErrorCode calls retryable).
     */
    private static final Set<String> PASSING = Set.of(
            "TooManyUpdates",
            "TransactionConflictException",
            "ReplicatedWriteConflictException",
            "LimitExceededException",
            "PriorRequestNotComplete",
            "RequestTimeout",
            "RequestTimeoutException");

    /** In the names of all ways to be throttled, those of KMS behind a service among them. */
    private static final String THROTTLING = "Throttling";

    private AwsErrors() {}

    /** Whether the same call may succeed later: it was throttled, the service is down, or it did not answer in time. */
    static boolean isPassing(SdkException trouble) {
        return switch (trouble) {
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
                Stream.iterate((Throwable) trouble, t -> t != null, Throwable::getCause)
                        .anyMatch(IOException.class::isInstance);
        };
    }

    /** Its name, without the message, which may say more than a log should hold. */
    static String name(SdkException trouble) {
        String code = trouble instanceof AwsServiceException answer && answer.awsErrorDetails() != null
                ? answer.awsErrorDetails().errorCode()
                : null;
        return code == null ? trouble.getClass().getSimpleName() : code;
    }

    /**
     * What to do about one that does not pass.
     *
     * @param permissions completes "it needs …"
     */
    static String remedy(SdkException trouble, String permissions) {
        return trouble instanceof AwsServiceException
                ? "who asks needs " + permissions
                : "there are no AWS credentials or no region here: log in to AWS, and set AWS_REGION";
    }
}
