package dev.keapsink.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.keapsink.keap.ApiCall;
import dev.keapsink.keap.DryRun;
import dev.keapsink.keap.KeapAuthentication;
import dev.keapsink.keap.KeapAuthentication.Header;
import dev.keapsink.keap.KeapTransport;
import dev.keapsink.lambda.KeapOnLoopback;
import dev.keapsink.simulator.memory.StoredCredential;
import dev.keapsink.simulator.memory.VirtualTime;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What leaves during a rehearsal. */
@QuarkusTest
@QuarkusTestResource(KeapOnLoopback.class)
@Timeout(60)
class RestKeapTest {

    private final VirtualTime time = new VirtualTime();
    private final RestConnections connections = new RestConnections(Duration.ofSeconds(5), 1, Clock.systemUTC());

    private int timesSent;

    @Test
    void whatARehearsalAnswersIsWrittenDownAsItWouldLeaveAndDoesNot() throws IOException {
        DryRun dryRun = new DryRun();
        KeapAuthentication authentication = new KeapAuthentication(
                Header.KEAP_API_KEY, new StoredCredential("{\"api_key\":\"KeapAK-1\"}").credentials(time));
        JsonNode body = JsonNodeFactory.instance.objectNode().put("given_name", "Zo\u00eb");
        try (RawServer server = RawServer.answering("HTTP/1.1 204 No Content\r\n\r\n")) {
            KeapTransport keap = connections.keap(URI.create(server.uri() + "/crm/rest"), authentication, dryRun);
            Duration timeout = Duration.ofSeconds(30);
            assertThat(keap.send(new ApiCall<>(RawApi.class, api -> api.put(body)), timeout, () -> timesSent++)
                            .json()
                            .path("id")
                            .asLong())
                    .isEqualTo(DryRun.FIRST_NEW_ID);
            keap.send(new ApiCall<>(RawApi.class, api -> api.delete(7, "1,2")), timeout, () -> timesSent++);
            assertThat(server.requests()).isEmpty();
            assertThat(timesSent).isZero();

            keap.send(new ApiCall<>(RawApi.class, RawApi::get), timeout, () -> timesSent++);
            assertThat(server.requests()).hasSize(1);
        }
        assertThat(dryRun.take())
                .containsExactly(
                        new DryRun.Write("PUT", "/v1/contacts", body),
                        new DryRun.Write("DELETE", "/v1/contacts/7/tags?ids=1,2", MissingNode.getInstance()));
    }
}
