package dev.keapsink.tools.airbyte.rejects;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static dev.keapsink.tools.airbyte.rejects.RejectedRows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Reason;
import dev.keapsink.tools.airbyte.settings.AwsKeys;
import dev.keapsink.tools.airbyte.settings.RejectsPlace;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The AWS SDK's own client, and a server that answers as S3 does. */
@Timeout(120)
class S3RejectsTest {

    private static final UUID RUN = new UUID(1, 2);

    private static final String SECRET = "s3cret-of-this-test";

    private static final String STS = "aws.endpointUrlSts";

    private final WireMockServer server =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));

    @BeforeEach
    void start() {
        server.start();
        server.stubFor(any(anyUrl()).willReturn(ok()));
    }

    @AfterEach
    void stop() {
        System.clearProperty(STS);
        server.stop();
    }

    @Test
    void putsTheRowsOfEachStreamIntoAnObject() throws Exception {
        try (S3Rejects rejects = rejects()) {
            rejects.store(List.of(row("leads", "{\"id\":1}"), row("leads", "{\"id\":2}"), people("{}")));
            rejects.store(List.of(row("leads", "{\"id\":3}")));
        }

        List<LoggedRequest> requests = requests();
        assertThat(requests)
                .extracting(LoggedRequest::getUrl)
                .containsExactlyInAnyOrder(
                        "/rejected/from/airbyte/leads/20260131T080000123Z-00000000-0000-0001-0000-000000000002-000001.ndjson",
                        "/rejected/from/airbyte/crm/people/20260131T080000123Z-00000000-0000-0001-0000-000000000002-000002.ndjson",
                        "/rejected/from/airbyte/leads/20260131T080000123Z-00000000-0000-0001-0000-000000000002-000003.ndjson");
        assertThat(requests).allSatisfy(request -> {
            assertThat(request.getMethod().getName()).isEqualTo("PUT");
            assertThat(request.getHeader("Authorization")).startsWith("AWS4-HMAC-SHA256 Credential=id/");
            assertThat(request.getHeader("Content-Type")).isEqualTo("application/x-ndjson");
        });
        assertThat(requests)
                .extracting(LoggedRequest::getBodyAsString)
                .contains("{\"id\":1,\"rejected_reason\":\"invalid_value\",\"rejected_field\":\"email\","
                        + "\"rejected_message\":\"email is not an e-mail address\"}\n"
                        + "{\"id\":2,\"rejected_reason\":\"invalid_value\",\"rejected_field\":\"email\","
                        + "\"rejected_message\":\"email is not an e-mail address\"}\n");
    }

    @Test
    void triesItselfOutAndDeletesWhatItPut() throws Exception {
        try (S3Rejects rejects = rejects()) {
            rejects.tryOut();
        }

        assertThat(requests())
                .extracting(request -> request.getMethod().getName())
                .containsExactlyInAnyOrder("PUT", "DELETE");
        assertThat(requests())
                .extracting(LoggedRequest::getUrl)
                .hasSize(2)
                .containsOnly(requests().getFirst().getUrl());
    }

    @Test
    void assumesARole() throws Exception {
        System.setProperty(STS, server.baseUrl());
        server.stubFor(post(urlEqualTo("/")).willReturn(ok("""
                        <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
                        <Credentials><AccessKeyId>assumed</AccessKeyId><SecretAccessKey>key</SecretAccessKey>
                        <SessionToken>token</SessionToken><Expiration>2999-01-01T00:00:00Z</Expiration></Credentials>
                        </AssumeRoleResult></AssumeRoleResponse>""")));
        try (S3Rejects rejects = rejects(Optional.of("arn:aws:iam::1:role/writer"))) {
            rejects.store(List.of(row("leads", "{}")));
        }

        assertThat(requests()).anySatisfy(request -> {
            assertThat(request.getBodyAsString()).contains("AssumeRole", "role%2Fwriter");
            assertThat(request.getHeader("Authorization")).contains("Credential=id/");
        });
        assertThat(requests()).anySatisfy(request -> {
            assertThat(request.getMethod().getName()).isEqualTo("PUT");
            assertThat(request.getHeader("Authorization")).contains("Credential=assumed/");
            assertThat(request.getHeader("X-Amz-Security-Token")).isEqualTo("token");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404|NoSuchBucket|Create it, or correct s3_bucket_name in the setting rejects.",
                "403|InvalidAccessKeyId|Correct access_key_id and secret_access_key in the setting rejects.",
                "403|AccessDenied|Allow s3:PutObject and, for the check, s3:DeleteObject on its objects, and kms:GenerateDataKey on a key of your own.",
                "301|PermanentRedirect|Correct s3_bucket_region in the setting rejects.",
            })
    void saysWhatToMend(int status, String code, String remedy) {
        answers(status, code);

        assertThatExceptionOfType(RejectsNotStored.class)
                .isThrownBy(() -> store("{\"email\":\"%s\"}".formatted(SECRET)))
                .withMessage(
                        "The bucket rejected for rejected rows cannot be written to (%s). %s".formatted(code, remedy))
                .withMessageNotContaining(SECRET)
                .withNoCause()
                .matches(e -> !e.isPassing());
    }

    @ParameterizedTest
    @ValueSource(strings = {"SlowDown", "InternalError"})
    void takesAServersTroubleForPassing(String code) {
        answers(503, code);

        assertThatExceptionOfType(RejectsNotStored.class)
                .isThrownBy(() -> store("{}"))
                .withMessage(
                        "The bucket rejected for rejected rows could not be reached (%s). If that lasts, check the network, s3_bucket_region and s3_endpoint."
                                .formatted(code))
                .matches(RejectsNotStored::isPassing);
    }

    @Test
    void takesAServerThatCannotBeReachedForPassing() throws Exception {
        try (S3Rejects rejects = rejects()) {
            server.stop();
            assertThatExceptionOfType(RejectsNotStored.class)
                    .isThrownBy(rejects::tryOut)
                    .matches(RejectsNotStored::isPassing);
        }
    }

    @Test
    void saysThatTheServersAddressIsNone() {
        try (S3Rejects rejects = rejects(Optional.empty(), "http://{secret}:9000")) {
            assertThatExceptionOfType(RejectsNotStored.class)
                    .isThrownBy(rejects::tryOut)
                    .withMessage(
                            "Correct s3_endpoint in the setting rejects: it must be an address such as https://minio.example.com:9000.");
        }
    }

    private void store(String data) throws Exception {
        try (S3Rejects rejects = rejects()) {
            rejects.store(List.of(row("leads", data)));
        }
    }

    private void answers(int status, String code) {
        server.stubFor(any(anyUrl())
                .willReturn(status(status)
                        .withHeader("Content-Type", "application/xml")
                        .withBody("<Error><Code>%s</Code><Message>%s</Message></Error>".formatted(code, SECRET))));
    }

    private List<LoggedRequest> requests() {
        return server.findAll(anyRequestedFor(anyUrl()));
    }

    private static RejectedRow people(String data) {
        return row("crm", "people", data, new Rejected(Reason.NO_MATCH_KEY, null, "There is no e-mail address."));
    }

    private S3Rejects rejects() {
        return rejects(Optional.empty());
    }

    private S3Rejects rejects(Optional<String> role) {
        return rejects(role, server.baseUrl());
    }

    private static S3Rejects rejects(Optional<String> role, String endpoint) {
        return S3Rejects.open(
                new RejectsPlace.S3(
                        Optional.of(new AwsKeys("id", SECRET)),
                        role,
                        "rejected",
                        "eu-central-1",
                        Optional.of(endpoint),
                        "/from/airbyte/"),
                () -> Instant.parse("2026-01-31T08:00:00.123Z"),
                RUN);
    }
}
