package dev.keapsink.tools.common;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keapsink.simulator.KeapSimulator;
import dev.keapsink.simulator.Quota;
import dev.keapsink.simulator.SimulatorServer;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AddressesTest {

    private static Addresses at(String base) {
        return Addresses.from(Map.of("KEAP_SINK_BASE_URL", base));
    }

    @Test
    void anyAnswerIsEnoughToBeReachable() {
        KeapSimulator keap = new KeapSimulator(Quota.GENEROUS, InstantSource.system());
        try (SimulatorServer server = SimulatorServer.start(keap)) {
            assertThatNoException()
                    .isThrownBy(() -> at(server.baseUri().toString()).requireReachable());
        }
    }

    @Test
    void whatDoesNotAnswerIsNamedWithItsVariable() {
        assertThatThrownBy(() -> at("http://127.0.0.1:1/crm/rest/").requireReachable())
                .isInstanceOf(AccountException.class)
                .hasMessageStartingWith("Keap cannot be reached at http://127.0.0.1:1/crm/rest (ConnectException).")
                .hasMessageContaining("Check KEAP_SINK_BASE_URL")
                .hasMessageEndingWith("Nothing was written.");
    }
}
