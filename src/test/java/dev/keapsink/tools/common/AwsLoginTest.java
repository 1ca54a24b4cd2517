package dev.keapsink.tools.common;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.profiles.ProfileFile;

/** The profiles with which people log in to AWS, in the commands and in the function that a command starts. */
class AwsLoginTest {

    private static final String CONFIG = """
            [default]
            aws_access_key_id = AKIA1
            aws_secret_access_key = secret
            region = us-east-1
            [profile keap-rejects]
            role_arn = arn:aws:iam::123456789012:role/keap-sink-rejects
            source_profile = default
            region = us-east-1
            [profile sso]
            sso_session = company
            sso_account_id = 123456789012
            sso_role_name = Operator
            [sso-session company]
            sso_start_url = https://example.com/start
            sso_region = us-east-1
            """;

    private static final String ASSUMED = """
            <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
            <AccessKeyId>ASIA1</AccessKeyId><SecretAccessKey>assumed</SecretAccessKey>
            <SessionToken>token</SessionToken><Expiration>2999-01-01T00:00:00Z</Expiration>
            </Credentials></AssumeRoleResult></AssumeRoleResponse>
            """;

    private static AwsCredentialsProvider profile(String name) {
        ProfileFile file = ProfileFile.builder()
                .content(new ByteArrayInputStream(CONFIG.getBytes(UTF_8)))
                .type(ProfileFile.Type.CONFIGURATION)
                .build();
        return ProfileCredentialsProvider.builder()
                .profileFile(() -> file)
                .profileName(name)
                .build();
    }

    @Test
    void aProfileMayAssumeARole() throws IOException {
        HttpServer sts = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        sts.createContext("/", exchange -> {
            byte[] body = ASSUMED.getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        sts.start();
        System.setProperty(
                "aws.endpointUrlSts", "http://127.0.0.1:" + sts.getAddress().getPort());
        try {
            assertThat(AwsLogin.handOver(Map.of("AWS_PROFILE", "keap-rejects"), profile("keap-rejects")))
                    .isEqualTo(Map.of(
                            "AWS_PROFILE", "keap-rejects",
                            "AWS_ACCESS_KEY_ID", "ASIA1",
                            "AWS_SECRET_ACCESS_KEY", "assumed",
                            "AWS_SESSION_TOKEN", "token"));
        } finally {
            System.clearProperty("aws.endpointUrlSts");
            sts.stop(0);
        }
    }

    /** Without the library for it, the SDK speaks of a class path and not of the login. */
    @Test
    void aProfileMayLogInWithSso() {
        assertThatThrownBy(() -> profile("sso").resolveCredentials())
                .isInstanceOf(SdkClientException.class)
                .hasMessageNotContaining("class path");
    }

    @Test
    void keysOfTheEnvironmentComeFirst() {
        Map<String, String> keys = Map.of("AWS_ACCESS_KEY_ID", "AKIA2", "AWS_SECRET_ACCESS_KEY", "own");

        assertThat(AwsLogin.handOver(keys, profile("default"))).isEqualTo(keys);
    }

    @Test
    void aProfileWithKeysIsHandedOverWithoutAToken() {
        assertThat(AwsLogin.handOver(
                        Map.of(), StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIA1", "secret"))))
                .isEqualTo(Map.of("AWS_ACCESS_KEY_ID", "AKIA1", "AWS_SECRET_ACCESS_KEY", "secret"));
    }

    /** The function says itself that it has no credentials, if it needs some. */
    @Test
    void aProfileThatIsNotThereChangesNothing() {
        assertThat(AwsLogin.handOver(Map.of("AWS_PROFILE", "none"), profile("none")))
                .isEqualTo(Map.of("AWS_PROFILE", "none"));
    }
}
