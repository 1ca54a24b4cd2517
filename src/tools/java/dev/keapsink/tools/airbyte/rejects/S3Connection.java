package dev.keapsink.tools.airbyte.rejects;

import dev.keapsink.tools.airbyte.settings.RejectsPlace;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/** The clients for a bucket, which are made when they are first used. Used by one thread. */
final class S3Connection implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

    /** Leaves time for a second attempt. */
    private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(5);

    /** The time for a call with the SDK's own repetitions. */
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);

    private static final String SESSION = "keap-sink";

    private final RejectsPlace.S3 place;
    private final SdkHttpClient http;

    private @Nullable StsClient sts;
    private @Nullable S3Client s3;

    S3Connection(RejectsPlace.S3 place) {
        this.place = place;
        this.http = UrlConnectionHttpClient.builder()
                .connectionTimeout(CONNECT_TIMEOUT)
                .socketTimeout(ATTEMPT_TIMEOUT)
                .build();
    }

    /**
     * The client for the bucket.
     *
     * @throws RejectsNotStored if the address of its server is none
     */
    S3Client client() throws RejectsNotStored {
        S3Client known = s3;
        if (known == null) {
            try {
                known = made();
            } catch (IllegalArgumentException e) {
                throw RejectsNotStored.untilMended(
                        "Correct s3_endpoint in the setting rejects: it must be an address such as https://minio.example.com:9000.");
            }
            s3 = known;
        }
        return known;
    }

    @Override
    public void close() {
        if (s3 != null) {
            s3.close();
        }
        if (sts != null) {
            sts.close();
        }
        http.close();
    }

    private S3Client made() {
        S3ClientBuilder builder = S3Client.builder()
                .region(Region.of(place.region()))
                .credentialsProvider(place.roleArn().map(this::assumed).orElseGet(this::given))
                .httpClient(http)
                .overrideConfiguration(S3Connection::limit);
        // Servers that stand in for S3 have the bucket in the path, and do not all know chunks with signatures or
        // checksums.
        place.endpoint()
                .ifPresent(endpoint -> builder.endpointOverride(URI.create(endpoint))
                        .forcePathStyle(true)
                        .serviceConfiguration(options -> options.chunkedEncodingEnabled(false))
                        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED));
        return builder.build();
    }

    private AwsCredentialsProvider assumed(String role) {
        StsClient client = StsClient.builder()
                .region(Region.of(place.region()))
                .credentialsProvider(given())
                .httpClient(http)
                .overrideConfiguration(S3Connection::limit)
                .build();
        sts = client;
        return StsAssumeRoleCredentialsProvider.builder()
                .stsClient(client)
                .refreshRequest(request -> request.roleArn(role).roleSessionName(SESSION))
                .build();
    }

    private AwsCredentialsProvider given() {
        return place.keys()
                .<AwsCredentialsProvider>map(keys -> StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey())))
                .orElseGet(() -> DefaultCredentialsProvider.builder().build());
    }

    private static void limit(ClientOverrideConfiguration.Builder limits) {
        limits.apiCallTimeout(CALL_TIMEOUT).apiCallAttemptTimeout(ATTEMPT_TIMEOUT);
    }
}
