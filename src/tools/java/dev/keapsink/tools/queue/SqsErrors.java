package dev.keapsink.tools.queue;

import dev.keapsink.tools.common.CommandFailure;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.sqs.model.OverLimitException;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** Reads a failed call to SQS: whether it may pass, whether one message is at fault, and what the operator can do. */
final class SqsErrors {
    /** The start of the SDK's message about missing credentials or a missing region. */
    private static final String NOT_FOUND = "Unable to load";

    /** Error codes of a message that SQS will never take. */
    private static final Set<String> REFUSALS = Set.of(
            "InvalidMessageContents",
            "BatchRequestTooLong",
            "InvalidParameterValue",
            "InvalidAttributeValue",
            "MessageTooLong");

    private SqsErrors() {}

    /** Returns whether the same call may succeed a little later. */
    static boolean mayPass(SdkException e) {
        return e instanceof SdkServiceException answered
                ? answered.statusCode() >= 500 || answered.isThrottlingException() || isThrottling(code(e))
                : missingSetting(e).isEmpty();
    }

    static boolean isThrottling(String code) {
        return code.contains("Throttl");
    }

    /** Returns whether SQS refused a request for the content of one of its messages. */
    static boolean isRefusal(SdkException e) {
        return isRefusal(code(e));
    }

    static boolean isRefusal(String code) {
        return REFUSALS.contains(code);
    }

    /** Returns the error code without the prefix of some protocols; without a code, the name of the exception. */
    static String code(SdkException e) {
        AwsErrorDetails details = e instanceof AwsServiceException refused ? refused.awsErrorDetails() : null;
        return details == null || details.errorCode() == null
                ? e.getClass().getSimpleName()
                : code(details.errorCode());
    }

    static String code(String errorCode) {
        return errorCode.substring(errorCode.lastIndexOf('.') + 1);
    }

    /** Returns the SDK's message about a setting that it did not find, if that is the failure. */
    private static Optional<String> missingSetting(SdkException e) {
        return Optional.ofNullable(e.getMessage()).filter(message -> message.contains(NOT_FOUND));
    }

    /**
     * Returns an exception with a sentence for the operator.
     *
     * @param action the permission that the call needs, such as {@code sqs:SendMessage}
     */
    static CommandFailure sentence(SdkException e, String action, String url) {
        return new CommandFailure(text(e, action, url), e);
    }

    private static String text(SdkException e, String action, String url) {
        if (e instanceof QueueDoesNotExistException) {
            return "There is no queue %s. Check the address, and that the region (AWS_REGION) and the credentials"
                            .formatted(url)
                    + " are those of the AWS account that has it.";
        }
        if (e instanceof OverLimitException) {
            return "Too many messages of %s are in flight at once (SQS allows 120,000).".formatted(url)
                    + " Run the same command again later.";
        }
        if (e instanceof SdkServiceException) {
            return refused(code(e), action, url);
        }
        return missingSetting(e)
                .map(SqsErrors::setting)
                .orElseGet(() ->
                        "SQS could not be reached (%s). Check the network, AWS_REGION and AWS_ENDPOINT_URL_SQS, and run the same"
                                        .formatted(cause(e))
                                + " command again: it goes on where it stopped.");
    }

    private static String refused(String code, String action, String url) {
        if (code.contains("AccessDenied")) {
            return "The credentials may not do %s on %s. Add that to their policy (and kms:GenerateDataKey and kms:Decrypt"
                            .formatted(action, url)
                    + " on the queue's key, if it has one), and run the same command again.";
        }
        if (code.contains("Token") || code.contains("Signature") || code.contains("Client")) {
            return "AWS did not accept the credentials (%s). Renew them, for example with aws sso login, or set"
                            .formatted(code)
                    + " AWS_PROFILE, and run the same command again.";
        }
        return "SQS answered %s with %s. If that may pass, run the same command again: it goes on where it stopped."
                .formatted(action, code);
    }

    private static String setting(String message) {
        return message.contains("region")
                ? "No AWS region is set. Set AWS_REGION, or a region for AWS_PROFILE."
                : "No AWS credentials were found. Set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.";
    }

    private static String cause(SdkException e) {
        Throwable deepest = e;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return (deepest instanceof IOException ? deepest : e).getClass().getSimpleName();
    }
}
