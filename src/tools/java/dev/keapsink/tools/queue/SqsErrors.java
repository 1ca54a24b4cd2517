package dev.keapsink.tools.queue;

import dev.keapsink.check.QueueName;
import dev.keapsink.tools.common.CommandFailure;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
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

    /** Error codes for a queue's address that this endpoint does not have. */
    private static final Set<String> WRONG_ADDRESS = Set.of("InvalidAddress", "NonExistentQueue", "QueueDoesNotExist");

    /** Part of the error codes for keys and sessions that AWS does not accept. */
    private static final Pattern CREDENTIALS =
            Pattern.compile("Token|Signature|Client|Expired|AuthFailure|NotSignedUp");

    /** Part of the SDK's message about a session of IAM Identity Center that is over, or that is not there. */
    private static final Pattern LOGIN = Pattern.compile("SSO session|SSO token|[Tt]oken (?:is|has) expired");

    /** Part of the SDK's message about a profile, other than the default one, that does not log in. */
    private static final Pattern PROFILE =
            Pattern.compile("contained no credentials for profile '(?!default')([^'\\p{Cc}]{1,64})'");

    private SqsErrors() {}

    /** Returns whether the same call may succeed a little later. */
    static boolean mayPass(SdkException e) {
        return e instanceof SdkServiceException answered
                ? !isDenied(code(e))
                        && (answered.statusCode() >= 500 || answered.isThrottlingException() || isThrottling(code(e)))
                : missingSetting(e).isEmpty();
    }

    /** Returns whether SQS may take a message later that it did not take now. */
    static boolean mayPass(BatchResultErrorEntry error) {
        String code = code(error.code());
        return !isDenied(code) && (isThrottling(code) || !Boolean.TRUE.equals(error.senderFault()));
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
        if (e instanceof QueueDoesNotExistException || WRONG_ADDRESS.contains(code(e))) {
            return missing(url);
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
                        "SQS could not be reached (%s). Check the network, the queue's address and AWS_ENDPOINT_URL_SQS, and run the"
                                        .formatted(cause(e))
                                + " same command again: it goes on where it stopped.");
    }

    private static String missing(String url) {
        boolean isAws = QueueName.ofUrl(url).region().isPresent();
        return "There is no queue %s for these credentials. Check the address (aws sqs list-queues), and that %s."
                .formatted(
                        url,
                        isAws
                                ? "AWS_PROFILE is of the AWS account that has it"
                                : "AWS_ENDPOINT_URL_SQS names the server that has it");
    }

    /** Returns the sentence for a request, or one message of it, that AWS refuses. */
    static String refused(String code, String action, String url) {
        if (isDenied(code)) {
            return "The credentials may not do %s on %s. Add that to their policy (and kms:GenerateDataKey and kms:Decrypt"
                            .formatted(action, url)
                    + " on the queue's key, if it has one), and run the same command again.";
        }
        if (CREDENTIALS.matcher(code).find()) {
            return "AWS did not accept the credentials (%s). Renew them, for example with aws sso login, or set"
                            .formatted(code)
                    + " AWS_PROFILE, check this machine's clock, and run the same command again.";
        }
        return "SQS answered %s with %s. If that may pass, run the same command again: it goes on where it stopped."
                .formatted(action, code);
    }

    static boolean isDenied(String code) {
        return code.contains("AccessDenied") || code.startsWith("Kms") || code.contains("OptInRequired");
    }

    /** Returns a sentence by the SDK's message, which quotes names of the operator's profiles and must not be shown. */
    private static String setting(String message) {
        if (message.contains("load region")) {
            return "No AWS region is set. Set AWS_REGION, or a region for AWS_PROFILE.";
        }
        if (LOGIN.matcher(message).find()) {
            return "The AWS login of this profile is over, or was never made. Log in with aws sso login, and run the same"
                    + " command again.";
        }
        if (message.contains("process-based credentials")) {
            return "The credential_process of this AWS profile failed. Mend it, or choose another profile with AWS_PROFILE.";
        }
        if (message.contains("sts:AssumeRole")) {
            return "This AWS profile may not assume its role (sts:AssumeRole). Mend that, or choose another profile with"
                    + " AWS_PROFILE.";
        }
        Matcher profile = PROFILE.matcher(message);
        return profile.find()
                ? "The AWS profile %s has no credentials here. Check AWS_PROFILE (aws configure list-profiles), or log in."
                        .formatted(profile.group(1))
                : "No AWS credentials were found. Log in to AWS (aws sso login, or aws configure) and set AWS_PROFILE, or set"
                        + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.";
    }

    private static String cause(SdkException e) {
        Throwable deepest = e;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return (deepest instanceof IOException ? deepest : e).getClass().getSimpleName();
    }
}
