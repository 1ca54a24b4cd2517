package dev.keapsink.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.Crc32MismatchException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

class AwsErrorsTest {

    @ParameterizedTest
    @CsvSource({
        "400, TransactionConflictException",
        "400, TransactionInProgressException",
        "400, ReplicatedWriteConflictException",
        "400, TooManyUpdates",
        "400, ProvisionedThroughputExceededException",
        "400, RequestLimitExceeded",
        "400, ThrottlingException",
        "400, KMSThrottlingException",
        "400, LimitExceededException",
        "400, RequestTimeout",
        "408, RequestTimeoutException",
        "429, Unknown",
        "500, InternalServerError",
        "503, ServiceUnavailable"
    })
    void whatIsRefusedForNowPasses(int status, String code) {
        assertThat(AwsErrors.isPassing(answered(status, code))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AccessDeniedException",
                "ItemCollectionSizeLimitExceededException",
                "KMSInvalidStateException",
                "ResourceNotFoundException",
                "UnrecognizedClientException",
                "ValidationException"
            })
    void whatIsRefusedForGoodDoesNotPass(String code) {
        assertThat(AwsErrors.isPassing(answered(400, code))).isFalse();
    }

    /** As a proxy answers. */
    @Test
    void anAnswerWithoutACodeHasTheNameOfItsKind() {
        SdkException unnamed =
                DynamoDbException.builder().statusCode(403).message("No").build();
        SdkException empty = DynamoDbException.builder()
                .awsErrorDetails(AwsErrorDetails.builder().build())
                .statusCode(403)
                .build();

        assertThat(Stream.of(unnamed, empty).map(AwsErrors::name)).containsOnly("DynamoDbException");
        assertThat(Stream.of(unnamed, empty).map(AwsErrors::isPassing)).containsOnly(false);
    }

    @ParameterizedTest
    @MethodSource
    void whatNeverCameBackPasses(SdkException trouble) {
        assertThat(AwsErrors.isPassing(trouble)).isTrue();
    }

    static Stream<SdkException> whatNeverCameBackPasses() {
        return Stream.of(
                ApiCallTimeoutException.create(1),
                ApiCallAttemptTimeoutException.create(1),
                AbortedException.create("interrupted"),
                Crc32MismatchException.builder().message("garbled").build(),
                SdkClientException.create("lost", new IOException("reset")),
                SdkClientException.create("lost", new UncheckedIOException(new IOException("reset"))));
    }

    @Test
    void missingCredentialsDoNotPass() {
        assertThat(AwsErrors.isPassing(SdkClientException.create("Unable to load credentials")))
                .isFalse();
    }

    private static SdkException answered(int status, String code) {
        return DynamoDbException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .build();
    }
}
