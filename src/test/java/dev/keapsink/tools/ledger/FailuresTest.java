package dev.keapsink.tools.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.keapsink.resilience.Backoff;
import dev.keapsink.simulator.memory.VirtualTime;
import dev.keapsink.tools.common.CommandFailure;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

class FailuresTest {

    private static final Failures FAILURES = new Failures("ledger", "dynamodb:Scan and dynamodb:DeleteItem");

    private final VirtualTime time = new VirtualTime();
    private final Requests requests = new Requests(time, new Backoff(() -> 0.5), FAILURES);

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(
                        client("Unable to load credentials from any of the providers in the chain", null),
                        "no AWS credentials here",
                        "aws sso login"),
                Arguments.of(
                        client("The SSO session associated with this profile has expired", null),
                        "or they have expired",
                        "AWS_PROFILE"),
                Arguments.of(
                        client("Unable to load region from any of the providers", null), "No AWS region", "AWS_REGION"),
                Arguments.of(
                        client("Received an UnknownHostException", new UnknownHostException("nowhere")),
                        "is not known here (UnknownHostException)",
                        "AWS_REGION"),
                Arguments.of(
                        client("Unable to execute HTTP request", new ConnectException("refused")),
                        "could not be reached (ConnectException)",
                        "AWS_ENDPOINT_URL_DYNAMODB"),
                Arguments.of(
                        client("Unable to execute HTTP request", new SSLHandshakeException("PKIX")),
                        "certificate was not accepted",
                        "a proxy"),
                Arguments.of(client("x", new InterruptedIOException("timeout")), "could not be reached", "the network"),
                Arguments.of(ApiCallTimeoutException.create(40_000), "did not answer in time", "the network"),
                Arguments.of(service(400, "ExpiredTokenException"), "did not accept the credentials", "aws sso login"),
                Arguments.of(
                        service(400, "UnrecognizedClientException"), "did not accept the credentials", "aws sso login"),
                Arguments.of(service(400, "InvalidSignatureException"), "did not accept the credentials", "clock"),
                Arguments.of(
                        service(400, "AccessDeniedException"),
                        "may not do dynamodb:Scan on the table ledger",
                        "dynamodb:Scan and dynamodb:DeleteItem, and kms:Decrypt"),
                Arguments.of(service(400, "ValidationException"), "DynamoDB refused dynamodb:Scan", "the string pk"),
                Arguments.of(service(500, "InternalServerError"), "with InternalServerError", "Wait a few minutes"),
                Arguments.of(
                        service(400, "ProvisionedThroughputExceededException"),
                        "throttles requests",
                        "raise its capacity"),
                Arguments.of(
                        DynamoDbException.builder().statusCode(503).build(), "with 503", "run the same command again"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void sayWhatHappenedAndWhatToDo(SdkException failure, String what, String remedy) {
        assertThat(FAILURES.of(failure, "dynamodb:Scan"))
                .hasMessageContaining(what)
                .hasMessageContaining(remedy)
                .message()
                .endsWith(".")
                .doesNotContain("..")
                .doesNotContain("null");
    }

    @Test
    void nameTheSettingThatKeepsAClientFromBeingMade() {
        assertThat(Failures.ofSettings(new IllegalArgumentException("Illegal character in scheme")))
                .hasMessageContaining("AWS_ENDPOINT_URL_DYNAMODB, which has to be an address");
        assertThat(Failures.ofSettings(client("Unable to load region from any", null)))
                .hasMessageContaining("Set AWS_REGION");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AccessDeniedException", "ExpiredTokenException", "ValidationException"})
    void areFinalAtOnceIfTheyDoNotPass(String code) {
        assertThat(attempts(service(400, code))).isEqualTo(1);
        assertThat(time.slept()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ProvisionedThroughputExceededException", "ThrottlingException"})
    void areFinalAfterHalfAMinuteOfThrottling(String code) {
        assertThat(attempts(service(400, code))).isEqualTo(7);
        assertThat(time.slept()).isBetween(Duration.ofSeconds(25), Duration.ofSeconds(40));
    }

    @Test
    void passIfTheTableTakesTheRequestAgain() {
        AtomicInteger attempts = new AtomicInteger();

        String answer = requests.make("dynamodb:Scan", () -> {
            if (attempts.incrementAndGet() < 7) {
                throw service(400, "ThrottlingException");
            }
            return "done";
        });

        assertThat(answer).isEqualTo("done");
    }

    @Test
    void endAnOperatorsCommandThatIsStoppedWhileItWaits() {
        Requests stopped = new Requests(
                duration -> {
                    throw new InterruptedException();
                },
                new Backoff(() -> 0.5),
                FAILURES);

        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> stopped.make("dynamodb:Scan", () -> {
                    throw service(400, "ThrottlingException");
                }))
                .withMessage("The command was stopped. Run the same command again.");
        assertThat(Thread.interrupted()).isTrue();
    }

    private int attempts(SdkException failure) {
        AtomicInteger attempts = new AtomicInteger();
        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> requests.make("dynamodb:Scan", () -> {
                    attempts.incrementAndGet();
                    throw failure;
                }));
        return attempts.get();
    }

    private static SdkException client(String message, Throwable cause) {
        return SdkClientException.create(message, cause);
    }

    private static SdkException service(int status, String code) {
        return (SdkException) DynamoDbException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .build();
    }
}
