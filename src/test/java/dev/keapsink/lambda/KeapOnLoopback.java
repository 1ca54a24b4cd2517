package dev.keapsink.lambda;

import dev.keapsink.simulator.KeapSimulator;
import dev.keapsink.simulator.Quota;
import dev.keapsink.simulator.SimulatorServer;
import dev.keapsink.support.NameServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.time.InstantSource;
import java.util.Map;

/** A simulated Keap behind real HTTP for the tests that start the application. */
public final class KeapOnLoopback implements QuarkusTestResourceLifecycleManager {

    private final KeapSimulator simulator = new KeapSimulator(Quota.GENEROUS, InstantSource.system());
    private final NameServer names = new NameServer();
    private SimulatorServer server;

    @Override
    public Map<String, String> start() {
        simulator.addTag(101, "Customer");
        server = SimulatorServer.start(simulator);
        return Map.of(
                "quarkus.vertx.resolver.servers", names.address(),
                "keap-sink.base-url", server.baseUri().toString(),
                "keap-sink.api-key", KeapSimulator.API_KEY,
                "keap-sink.tag-ids", "101",
                "keap-sink.contact-type", "customer",
                "keap-sink.spike-limit", "2000",
                "keap-sink.minute-limit", "100000",
                "keap-sink.call-timeout", "PT5S",
                "keap-sink.tag-timeout", "PT10S");
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(simulator, field -> field.getType() == KeapSimulator.class);
    }

    @Override
    public void stop() {
        names.close();
        if (server != null) {
            server.close();
        }
    }
}
