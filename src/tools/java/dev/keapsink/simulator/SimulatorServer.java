package dev.keapsink.simulator;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.net.URI;

/** A simulator behind real HTTP, on a free port of the loopback interface. */
public final class SimulatorServer implements AutoCloseable {
    private final WireMockServer server;

    private SimulatorServer(WireMockServer server) {
        this.server = server;
    }

    public static SimulatorServer start(KeapSimulator simulator) {
        WireMockServer server = new WireMockServer(wireMockConfig()
                .dynamicPort()
                .bindAddress("127.0.0.1")
                .http2PlainDisabled(true)
                .gzipDisabled(true)
                // The simulator journals; WireMock's own journal would grow without bound.
                .disableRequestJournal()
                .stubRequestLoggingDisabled(true)
                // Delayed replies must not occupy the threads that take requests.
                .asynchronousResponseEnabled(true)
                .asynchronousResponseThreads(4)
                .jettyStopTimeout(100L)
                .extensions(new SimulatorTransformer(simulator)));
        server.stubFor(any(anyUrl()).willReturn(aResponse()));
        server.start();
        return new SimulatorServer(server);
    }

    /** What the API's paths are appended to, as in {@code http://127.0.0.1:PORT/crm/rest}. */
    public URI baseUri() {
        return URI.create("http://127.0.0.1:" + server.port() + "/crm/rest");
    }

    /** Where tokens are to be had; it lies outside the API. */
    public URI tokenUri() {
        return URI.create("http://127.0.0.1:" + server.port() + TokenDesk.PATH);
    }

    @Override
    public void close() {
        server.stop();
    }
}
