package dev.keapsink.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keapsink.credential.Credential.Client;
import dev.keapsink.credential.Credential.Grant;
import dev.keapsink.grant.TokenEndpoint;
import dev.keapsink.grant.TokenTransport;
import dev.keapsink.keap.ApiCall;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.keap.KeapReply;
import dev.keapsink.lambda.KeapOnLoopback;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real handshakes with servers whose certificates are wrong, each in its own way. */
@QuarkusTest
@QuarkusTestResource(KeapOnLoopback.class)
class CertificateTroubleTest {

    private static final Duration PATIENT = Duration.ofSeconds(20);
    private static final String EMPTY = "HTTP/1.1 204 No Content\r\n\r\n";
    private static final String OF_THIS_HOST = "san=ip:127.0.0.1";

    private static Certificates certificates;
    private static SSLContext good;
    private static SSLContext ofAnotherHost;

    @BeforeAll
    static void make(@TempDir Path folder) throws Exception {
        certificates = new Certificates(folder);
        good = certificates.server("good", "-ext", OF_THIS_HOST);
        ofAnotherHost = certificates.server("another", "-ext", "san=dns:keap.example,ip:127.0.0.2");
    }

    private static RestConnections trustingTheAuthority() {
        return new RestConnections(Duration.ofSeconds(5), 1, Clock.systemUTC(), certificates.client());
    }

    private static KeapReply get(RestConnections connections, RawServer server) {
        return connections.tokens(server.uri()).send(new ApiCall<>(RawApi.class, RawApi::get), PATIENT, () -> {});
    }

    private static void assertNotReached(RestConnections connections, SSLContext tls, String why) throws Exception {
        try (RawServer server = RawServer.encrypted(tls, EMPTY)) {
            assertThatThrownBy(() -> get(connections, server))
                    .hasMessage(
                            "Keap cannot be reached: the certificate that the server shows %s. Check KEAP_SINK_BASE_URL (for"
                                    + " tokens KEAP_SINK_TOKEN_URL), and what is between this function and Keap, such as a"
                                    + " proxy",
                            why)
                    .isInstanceOfSatisfying(
                            KeapFailure.Unavailable.class,
                            failure -> assertThat(failure.progress()).isEqualTo(KeapFailure.Progress.NOT_STARTED));
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void aCertificateOfThisHostThatIsSignedAndValidIsAccepted() throws Exception {
        try (RawServer server = RawServer.encrypted(good, EMPTY)) {
            assertThat(get(trustingTheAuthority(), server).status()).isEqualTo(204);
        }
    }

    @Test
    void saysThatItHasExpired() throws Exception {
        assertNotReached(
                trustingTheAuthority(),
                certificates.server("expired", "-ext", OF_THIS_HOST, "-startdate", "-3d", "-validity", "1"),
                "has expired, if the clock of this machine is right");
    }

    @Test
    void saysThatItIsNotValidYet() throws Exception {
        assertNotReached(
                trustingTheAuthority(),
                certificates.server("early", "-ext", OF_THIS_HOST, "-startdate", "+2d"),
                "is not valid yet, if the clock of this machine is right");
    }

    @Test
    void saysThatItIsNotTrusted() throws Exception {
        assertNotReached(
                new RestConnections(Duration.ofSeconds(5), 1, Clock.systemUTC()),
                good,
                "is not signed by an authority that this function trusts");
    }

    @Test
    void saysThatItIsOfAnotherHost() throws Exception {
        assertNotReached(trustingTheAuthority(), ofAnotherHost, "is that of another host");
    }

    @Test
    void saysItOfTheTokenEndpointToo() throws Exception {
        Grant grant = new Grant(new Client("c", "s"), "a", "r", Instant.EPOCH);
        try (RawServer server = RawServer.encrypted(ofAnotherHost, EMPTY)) {
            TokenEndpoint tokens = new TokenEndpoint(
                    TokenTransport.over(trustingTheAuthority().tokens(server.uri())), Clock.systemUTC());

            assertThatThrownBy(() -> tokens.refresh(grant, PATIENT))
                    .isInstanceOf(KeapFailure.Unavailable.class)
                    .hasMessageContaining("is that of another host")
                    .hasMessageContaining("KEAP_SINK_TOKEN_URL");
            assertThat(server.requests()).isEmpty();
        }
    }
}
