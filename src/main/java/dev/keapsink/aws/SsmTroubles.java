package dev.keapsink.aws;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/** What a failed call to Parameter Store means. */
final class SsmTroubles {

    private static final int SERVER_ERROR = 500;

    private SsmTroubles() {}

    /** Whether the same call may succeed later: it was throttled, the service is down, or it did not answer in time. */
    static boolean isPassing(SdkException trouble) {
        return switch (trouble) {
            case AwsServiceException answer -> answer.isThrottlingException() || answer.statusCode() >= SERVER_ERROR;
            case SdkClientException unanswered -> true;
            default -> false;
        };
    }

    /** Its name, without the message, which may say more than a log should hold. */
    static String name(SdkException trouble) {
        return trouble instanceof AwsServiceException answer && answer.awsErrorDetails() != null
                ? answer.awsErrorDetails().errorCode()
                : trouble.getClass().getSimpleName();
    }
}
