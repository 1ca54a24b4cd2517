package dev.keapsink.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keapsink.keap.ApiCall;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.keap.KeapReply;
import dev.keapsink.lambda.KeapOnLoopback;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Names are looked up with {@link dev.keapsink.support.NameServer}. */
@QuarkusTest
@QuarkusTestResource(KeapOnLoopback.class)
@Timeout(60)
class NameLookUpTest {

    private final RestConnections connections = new RestConnections(Duration.ofSeconds(5), 1, Clock.systemUTC());
    private int told;

    private KeapReply get(String uri) {
        return connections
                .tokens(URI.create(uri))
                .send(new ApiCall<>(RawApi.class, RawApi::get), Duration.ofSeconds(40), () -> told++);
    }

    @Test
    void givesUpOnANameServerThatIsSilentLongBeforeTheCallWould() {
        assertThatThrownBy(() -> get("http://silent.example.org"))
                .hasMessageContaining("(UnknownHostException)")
                .isInstanceOfSatisfying(
                        KeapFailure.Unavailable.class,
                        failure -> assertThat(failure.progress()).isEqualTo(KeapFailure.Progress.NOT_STARTED));
        assertThat(told).isZero();
    }

    @Test
    void passesOnWhatIsFoundAndWhatIsNot() throws IOException {
        try (RawServer server = RawServer.answering("HTTP/1.1 204 No Content\r\n\r\n")) {
            assertThat(get("http://here.example.org:" + server.uri().getPort()).status())
                    .isEqualTo(204);
        }
        assertThatThrownBy(() -> get("http://nobody.example.org"))
                .isInstanceOf(KeapFailure.Unavailable.class)
                .hasMessageContaining("(UnknownHostException)");
    }

    @Test
    void anAddressAtWhichNobodyListensIsNotTheOnlyOneThatIsTried() throws IOException {
        try (RawServer server = RawServer.answering("HTTP/1.1 204 No Content\r\n\r\n")) {
            for (int i = 0; server.requests().isEmpty() && i < 60; i++) {
                try {
                    get("http://hereor.example.org:" + server.uri().getPort());
                } catch (KeapFailure.Unavailable e) {
                    assertThat(e.progress()).isEqualTo(KeapFailure.Progress.NOT_STARTED);
                }
            }
            assertThat(server.requests()).hasSize(1);
        }
    }
}
