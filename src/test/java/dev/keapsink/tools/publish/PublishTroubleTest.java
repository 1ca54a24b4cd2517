package dev.keapsink.tools.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.tools.queue.CommandFixture.Result;
import dev.keapsink.tools.queue.StopSignal;
import dev.keapsink.tools.queue.WatchedSqs;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;
import software.amazon.awssdk.services.sqs.model.SqsRequest;
import software.amazon.awssdk.services.sqs.model.SqsResponse;

/** What SQS may answer, and what the command makes of it. */
class PublishTroubleTest extends PublishFixture {
    /** Lets some entries of the first request fail before SQS sees them. */
    private WatchedSqs failing(String code, boolean forever, int... positions) {
        Map<String, Integer> attempts = new HashMap<>();
        List<String> bad =
                IntStream.of(positions).mapToObj(bodies(RECORDS)::get).toList();
        return new WatchedSqs() {
            private List<BatchResultErrorEntry> failed = List.of();

            @Override
            public SqsRequest before(SqsRequest request) {
                if (!(request instanceof SendMessageBatchRequest batch)) {
                    return request;
                }
                batch.entries().forEach(entry -> attempts.merge(entry.messageBody(), 1, Integer::sum));
                List<SendMessageBatchRequestEntry> kept = new ArrayList<>();
                failed = new ArrayList<>();
                for (SendMessageBatchRequestEntry entry : batch.entries()) {
                    if (bad.contains(entry.messageBody()) && (forever || attempts.get(entry.messageBody()) < 3)) {
                        failed.add(BatchResultErrorEntry.builder()
                                .id(entry.id())
                                .code(code)
                                .senderFault(false)
                                .build());
                    } else {
                        kept.add(entry);
                    }
                }
                if (kept.isEmpty()) {
                    throw SqsException.builder().statusCode(503).message("busy").build();
                }
                return batch.toBuilder().entries(kept).build();
            }

            @Override
            public SqsResponse after(SqsRequest request, SqsResponse response) {
                return response instanceof SendMessageBatchResponse sent
                        ? sent.toBuilder().failed(failed).build()
                        : response;
            }
        };
    }

    @Test
    void sendsOnlyFailedEntriesAgain() {
        fixture.network = failing("InternalError", false, 2, 7);

        Result result = publish();

        assertThat(result.code()).isZero();
        assertThat(sent()).containsExactlyInAnyOrderElementsOf(bodies(RECORDS));
        assertThat(fixture.time.slept()).isPositive();
    }

    @Test
    void givesUpAndGoesOnAtTheFirstRecordThatSqsDidNotTake() throws IOException {
        fixture.network = failing("InternalError", true, 4);

        Result result = publish();

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("run the same command again").hasLineCount(1);
        assertThat(Files.readString(folder.resolve("leads.ndjson.position"))).contains("\"line\":4,\"sent\":4");
        fixture.network = new WatchedSqs() {};
        assertThat(publish().code()).isZero();
        assertThat(sent()).contains(bodies(RECORDS).toArray(String[]::new)).hasSize(RECORDS + 5);
    }

    @Test
    void namesWhatSqsRefusesAlsoAfterAnInterruption() {
        fixture.network = failing("InvalidMessageContents", true, 1);
        fixture.stop.ask();
        assertThat(publish().out()).contains("Stopped after 0");
        StopSignal stop = fixture.stop;
        WatchedSqs refusing = fixture.network;
        fixture.network = new WatchedSqs() {
            @Override
            public SqsRequest before(SqsRequest request) {
                return refusing.before(request);
            }

            @Override
            public SqsResponse after(SqsRequest request, SqsResponse response) {
                if (response instanceof SendMessageBatchResponse) {
                    stop.ask();
                }
                return refusing.after(request, response);
            }
        };
        assertThat(publish().out()).contains("Stopped after 9 messages, at line 10");

        Result result = publish();

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).contains("24 messages", "line 2: refused by SQS (InvalidMessageContents)");
    }

    @Test
    void oneRecordThatSqsDoesNotLikeDoesNotCostTheOthersTheirPlace() {
        fixture.network = new WatchedSqs() {
            @Override
            public SqsRequest before(SqsRequest request) {
                if (request instanceof SendMessageBatchRequest batch
                        && batch.entries().stream()
                                .anyMatch(entry -> entry.messageBody().contains("ann3@"))) {
                    throw refusal("InvalidMessageContents", 400);
                }
                return request;
            }
        };

        Result result = publish();

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).contains("24 messages are in the queue", "line 3: refused by SQS");
        assertThat(sent()).hasSize(24);
    }

    @Test
    void stopsWhenSqsRefusesEverything() throws IOException {
        Files.write(file, bodies(1_001));
        fixture.network = new WatchedSqs() {
            @Override
            public SqsRequest before(SqsRequest request) {
                if (request instanceof SendMessageBatchRequest) {
                    throw refusal("InvalidParameterValue", 400);
                }
                return request;
            }
        };

        Result result = publish();

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("SQS refused 1,000 messages").hasLineCount(1);
    }

    /** Lets requests fail; the first ones, or all. */
    private static WatchedSqs broken(RuntimeException problem, int times) {
        int[] left = {times};
        return new WatchedSqs() {
            @Override
            public SqsRequest before(SqsRequest request) {
                if (request instanceof SendMessageBatchRequest && left[0]-- > 0) {
                    throw problem;
                }
                return request;
            }
        };
    }

    @Test
    void waitsForAnSqsThatThrottlesOrIsNotThere() {
        fixture.network = broken(refusal("ThrottlingException", 400), 3);
        assertThat(publish().code()).isZero();
        fixture.network = broken(SdkClientException.create("Connection refused"), 3);
        assertThat(publish("--restart").code()).isZero();
        assertThat(sent()).hasSize(2 * RECORDS);
    }

    /** KMS refuses single messages of a request that SQS itself allows. */
    @Test
    void repeatsNothingThatItMayNotDo() {
        for (String code : List.of("AccessDeniedException", "KMS.AccessDeniedException", "KmsDisabled")) {
            fixture.network = failing(code, true, 3);

            Result result = publish();

            assertThat(result.code()).isEqualTo(1);
            assertThat(result.err()).contains("may not do sqs:SendMessage").hasLineCount(1);
            assertThat(fixture.time.slept()).isZero();
        }
    }

    @Test
    void repeatsNoRequestThatItMayNotMake() {
        fixture.network = broken(refusal("AccessDenied", 503), Integer.MAX_VALUE);

        assertThat(publish().err()).contains("may not do sqs:SendMessage");
        assertThat(fixture.time.slept()).isZero();
    }

    /** What the SDK says, with the names in the operator's files. */
    private static SdkClientException noLogin(String why) {
        return SdkClientException.create("Unable to load credentials from any of the providers in the chain: ["
                + "ProfileCredentialsProvider(profileName=work, profiles=[Profile(name=work, properties=[sso_session])])): "
                + why + ", InstanceProfileCredentialsProvider(): IMDS credentials have been disabled]");
    }

    @Test
    void tellsALoginThatIsOverFromOtherFaultsOfALogin() {
        Map<String, String> sentences = Map.of(
                "The SSO session associated with this profile has expired or is otherwise invalid.",
                "The AWS login of this profile is over, or was never made. Log in with aws sso login",
                "Unable to load SSO token",
                "The AWS login of this profile is over, or was never made. Log in with aws sso login",
                "Failed to refresh process-based credentials.",
                "The credential_process of this AWS profile failed",
                "User: x is not authorized to perform: sts:AssumeRole",
                "This AWS profile may not assume its role",
                "Profile file contained no credentials for profile 'wrok'",
                "The AWS profile wrok has no credentials here. Check AWS_PROFILE",
                "Profile file contained no credentials for profile 'default'",
                "No AWS credentials were found. Log in to AWS (aws sso login");
        sentences.forEach((why, sentence) -> {
            fixture.network = broken(noLogin(why), Integer.MAX_VALUE);
            assertThat(publish().err())
                    .startsWith(sentence)
                    .doesNotContain("properties")
                    .hasLineCount(1);
        });
        assertThat(fixture.time.slept()).isZero();
    }

    @Test
    void tellsAMissingRegionAndAWrongAddress() {
        fixture.network = broken(SdkClientException.create("Unable to load region from any of the providers"), 1);
        assertThat(publish().err()).contains("No AWS region is set. Set AWS_REGION");
        fixture.network = broken(refusal("InvalidAddress", 404), 1);
        assertThat(publish().err()).contains("There is no queue", "AWS_ENDPOINT_URL_SQS");
        assertThat(fixture.time.slept()).isZero();
    }

    @Test
    void saysWhatToDoWhenAwsDoesNotLetIt() {
        fixture.network = broken(refusal("AccessDeniedException", 400), Integer.MAX_VALUE);
        assertThat(publish().err())
                .contains("may not do sqs:SendMessage")
                .doesNotContain("quote")
                .hasLineCount(1);
        fixture.network = broken(refusal("ExpiredToken", 403), Integer.MAX_VALUE);
        assertThat(publish().err()).contains("did not accept the credentials (ExpiredToken)");
        fixture.network = broken(
                SdkClientException.create("Unable to load credentials from any of the providers"), Integer.MAX_VALUE);
        assertThat(publish().err()).contains("No AWS credentials were found");
        fixture.network = broken(SdkClientException.create("x", new UnknownHostException("y")), 1000);
        assertThat(publish().err()).contains("could not be reached (UnknownHostException)");
        assertThat(fixture.time.slept()).isPositive();
        assertThat(sent()).isEmpty();
    }
}
