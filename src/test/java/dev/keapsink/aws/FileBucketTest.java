package dev.keapsink.aws;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.keapsink.content.Bucket;
import dev.keapsink.content.ContentUnavailable;
import dev.keapsink.content.ContentUnavailable.Kind;
import dev.keapsink.content.FileLimit;
import dev.keapsink.resilience.Deadline;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The AWS SDK's own client, and a server that answers as S3 does. */
@Timeout(120)
class FileBucketTest {

    private static final byte[] BYTES = {'%', 'P', 'D', 'F', 0, (byte) 0xff};

    private final WireMockServer server =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));

    private FileBucket bucket = new FileBucket(this::client, "my-files", Duration.ofSeconds(50));

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private S3Client client() {
        return S3Client.builder()
                .endpointOverride(URI.create(server.baseUrl()))
                .forcePathStyle(true)
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "key")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(options -> options.retryStrategy(retry -> retry.maxAttempts(1)))
                .build();
    }

    private void answers(ResponseDefinitionBuilder answer) {
        server.stubFor(any(anyUrl()).willReturn(answer));
    }

    private static ResponseDefinitionBuilder error(int status, String code) {
        return status(status)
                .withHeader("Content-Type", "application/xml")
                .withBody(
                        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>%s</Code><Message>zoe.pdf</Message></Error>"
                                .formatted(code));
    }

    private Optional<byte[]> read(FileLimit limit, Duration time) {
        return bucket.read("2026/zo\u00eb b%20+c.pdf", limit, Deadline.in(time, Clock.systemUTC()));
    }

    private Optional<byte[]> read() {
        return read(new FileLimit(BYTES.length), Duration.ofSeconds(60));
    }

    private void waits(Kind kind, String words) {
        assertThatThrownBy(this::read).isInstanceOfSatisfying(ContentUnavailable.class, e -> {
            assertThat(e.kind()).isEqualTo(kind);
            assertThat(e.getMessage()).contains(words).doesNotContain("zo", "my-files");
        });
    }

    @Test
    void readsAnObjectByItsKeyAsItStands() {
        answers(aResponse().withBody(BYTES));

        assertThat(read().orElseThrow()).isEqualTo(BYTES);
        LoggedRequest request = server.findAll(anyRequestedFor(anyUrl())).getFirst();
        assertThat(request.getMethod().getName()).isEqualTo("GET");
        assertThat(request.getUrl()).startsWith("/my-files/2026/zo%C3%AB%20b%2520%2Bc.pdf");
    }

    @Test
    void anObjectThatIsLongerThanTheLimitIsNotRead() {
        for (String length : new String[] {"", "6"}) {
            ResponseDefinitionBuilder answer = aResponse().withBody(BYTES);
            answers(length.isEmpty() ? answer : answer.withHeader("Content-Length", length));
            assertThat(read().orElseThrow()).isEqualTo(BYTES);

            assertThatThrownBy(() -> read(new FileLimit(BYTES.length - 1), Duration.ofSeconds(60)))
                    .isInstanceOf(Bucket.FileTooLarge.class);
        }
    }

    @Test
    void anEmptyObjectIsOne() {
        answers(aResponse().withBody(new byte[0]));

        assertThat(read().orElseThrow()).isEmpty();
    }

    @Test
    void anObjectThatIsNotThereIsNone() {
        answers(error(404, "NoSuchKey"));

        assertThat(read()).isEmpty();
    }

    @Test
    void whatThePermissionsForbidIsForAPersonToMend() {
        answers(error(403, "AccessDenied"));
        waits(Kind.MISCONFIGURED, "s3:GetObject");
        answers(error(404, "NoSuchBucket"));
        waits(Kind.MISCONFIGURED, "(NoSuchBucket)");
        answers(error(301, "PermanentRedirect"));
        waits(Kind.MISCONFIGURED, "(PermanentRedirect)");
    }

    @Test
    void whatPassesWaits() {
        answers(error(503, "SlowDown"));
        waits(Kind.FAILED, "(SlowDown)");
        answers(error(500, "InternalError"));
        waits(Kind.FAILED, "(InternalError)");
        answers(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        waits(Kind.FAILED, "S3 could not be asked");
        answers(error(403, "InvalidObjectState"));
        waits(Kind.FAILED, "archive");
    }

    @Test
    void aSilentServerDoesNotOutlastTheTime() {
        answers(aResponse().withBody(BYTES).withFixedDelay(5_000));
        bucket = new FileBucket(this::client, "my-files", Duration.ofMillis(700));
        waits(Kind.FAILED, "S3 could not be asked");
    }

    @Test
    void withoutTimeNothingIsAsked() {
        assertThatThrownBy(() -> read(new FileLimit(9), Duration.ZERO))
                .isInstanceOfSatisfying(
                        ContentUnavailable.class, e -> assertThat(e.kind()).isEqualTo(Kind.OUT_OF_TIME));
        assertThat(server.findAll(anyRequestedFor(anyUrl()))).isEmpty();
    }
}
