package dev.keapsink.support;

import dev.keapsink.aws.InterceptedDynamoDb.Interceptor;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/**
 * States in every reply of DynamoDB, errors among them, the time of a clock of the test.
 *
 * @param clock the clock of DynamoDB
 */
public record ReplyDates(InstantSource clock) implements Interceptor {

    @Override
    public DynamoDbResponse around(Supplier<? extends DynamoDbResponse> request) {
        try {
            return (DynamoDbResponse)
                    request.get().toBuilder().sdkHttpResponse(reply(200)).build();
        } catch (AwsServiceException e) {
            AwsErrorDetails.Builder details =
                    e.awsErrorDetails() == null ? AwsErrorDetails.builder() : e.awsErrorDetails().toBuilder();
            throw e.toBuilder()
                    .awsErrorDetails(
                            details.sdkHttpResponse(reply(e.statusCode())).build())
                    .build();
        }
    }

    private SdkHttpResponse reply(int status) {
        return SdkHttpResponse.builder()
                .statusCode(status)
                .putHeader("date", header(clock.instant()))
                .build();
    }

    /** The header that states this moment, in whole seconds. */
    public static String header(Instant moment) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(moment.atZone(ZoneOffset.UTC));
    }
}
