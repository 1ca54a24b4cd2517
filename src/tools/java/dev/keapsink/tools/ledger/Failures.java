package dev.keapsink.tools.ledger;

import dev.keapsink.tools.common.CommandFailure;
import java.io.IOException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/**
 * Turns a failed request into a sentence that says what the operator can do.
 *
 * @param permissions all permissions of the command
 */
record Failures(String table, String permissions) {

    private static final String LOG_IN =
            "Log in to AWS (aws sso login), or set AWS_PROFILE to a profile that has credentials, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY";

    private static final String GO_ON = "Then run the same command again.";

    private static final String WHERE = "the network, AWS_REGION and AWS_ENDPOINT_URL_DYNAMODB";

    private static final String DENIED = "AccessDenied";

    /** Whether a request failed for want of a permission. */
    static boolean isDenial(CommandFailure failure) {
        return failure.getCause() instanceof AwsServiceException refusal
                && code(refusal).contains(DENIED);
    }

    /**
     * The failure of a request.
     *
     * @param action the permission that it needs
     */
    CommandFailure of(SdkException e, String action) {
        return new CommandFailure(
                e instanceof AwsServiceException refusal
                        ? refused(refusal, action)
                        : unsent(e).orElseGet(() -> unanswered(e)),
                e);
    }

    /** The failure to make a client: a setting is missing or wrong. */
    static CommandFailure ofSettings(RuntimeException e) {
        return new CommandFailure(
                unsent(e)
                        .orElse(
                                "The AWS settings here cannot be used. Check AWS_REGION, AWS_PROFILE and AWS_ENDPOINT_URL_DYNAMODB, which has to be an address such as http://127.0.0.1:8000."),
                e);
    }

    /** DynamoDB took too few requests for too long. */
    CommandFailure throttled() {
        return new CommandFailure(throttling("ProvisionedThroughputExceeded"));
    }

    private String throttling(String code) {
        return "DynamoDB throttles requests to the table %s (%s). Wait a few minutes, or raise its capacity. %s"
                .formatted(table, code, GO_ON);
    }

    private String refused(AwsServiceException e, String action) {
        String code = code(e);
        if (e instanceof ResourceNotFoundException) {
            return "There is no table %s. Check the name, and that the region (AWS_REGION) and the credentials are those of the AWS account that has it."
                    .formatted(table);
        }
        if (code.contains(DENIED)) {
            return "The credentials may not do %s on the table %s (%s). This command needs %s, and kms:Decrypt on the table's key if that is one of your own."
                    .formatted(action, table, code, permissions);
        }
        if (code.contains("Token") || code.contains("Signature") || code.contains("Client")) {
            return "AWS did not accept the credentials (%s). %s. If they are right, set this machine's clock."
                    .formatted(code, LOG_IN);
        }
        if (code.equals("ValidationException")) {
            return "DynamoDB refused %s on the table %s (%s). Check that it is the ledger's table, whose only key is the string pk."
                    .formatted(action, table, code);
        }
        return e.isThrottlingException()
                ? throttling(code)
                : "DynamoDB answered %s on the table %s with %s. Wait a few minutes. %s"
                        .formatted(action, table, code, GO_ON);
    }

    private static String code(AwsServiceException e) {
        return e.awsErrorDetails() == null || e.awsErrorDetails().errorCode() == null
                ? String.valueOf(e.statusCode())
                : e.awsErrorDetails().errorCode();
    }

    /** The sentence about a request that could not be made for want of a setting; empty if it was made. */
    private static Optional<String> unsent(RuntimeException e) {
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        if (message.contains("unable to load region")) {
            return Optional.of("No AWS region is set. Set AWS_REGION, or a region for AWS_PROFILE.");
        }
        if (message.contains("credentials") || message.contains("sso") || message.contains("profile")) {
            return Optional.of("There are no AWS credentials here, or they have expired. %s.".formatted(LOG_IN));
        }
        return Optional.empty();
    }

    private static String unanswered(SdkException e) {
        if (e instanceof ApiCallTimeoutException || e instanceof ApiCallAttemptTimeoutException) {
            return "DynamoDB did not answer in time. Check %s. %s".formatted(WHERE, GO_ON);
        }
        Optional<IOException> network = Stream.iterate((Throwable) e, t -> t != null, Throwable::getCause)
                .filter(IOException.class::isInstance)
                .map(IOException.class::cast)
                .reduce((outer, inner) -> inner);
        String name =
                network.<Throwable>map(cause -> cause).orElse(e).getClass().getSimpleName();
        if (network.filter(UnknownHostException.class::isInstance).isPresent()) {
            return "The address of DynamoDB is not known here (%s). Check %s: the region is part of the address. %s"
                    .formatted(name, WHERE, GO_ON);
        }
        if (network.filter(SSLException.class::isInstance).isPresent()) {
            return "DynamoDB's certificate was not accepted (%s). Check the network, a proxy in it, and AWS_ENDPOINT_URL_DYNAMODB. %s"
                    .formatted(name, GO_ON);
        }
        return "DynamoDB could not be reached (%s). Check %s. %s".formatted(name, WHERE, GO_ON);
    }
}
