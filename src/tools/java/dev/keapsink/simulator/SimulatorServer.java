package dev.keapsink.simulator;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.net.URI;

/** Serves a simulator over HTTP on a free port of the loopback interface. */
public final class SimulatorServer implements AutoCloseable {
    private final WireMockServer server;

    private SimulatorServer(WireMockServer server) {
        this.server = server;
    }

    /** Starts a server; close it to free its port and threads. */
    public static SimulatorServer start(KeapSimulator simulator) {
        WireMockServer server = new WireMockServer(wireMockConfig()
                .dynamicPort()
                .bindAddress("127.0.0.1")
                .http2PlainDisabled(true)
                .gzipDisabled(true)
                // The simulator has a journal; WireMock's own one would grow without bound.
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

    /** The base of the API's addresses, as in {@code http://127.0.0.1:PORT/crm/rest}. */
    public URI baseUri() {
        return URI.create("http://127.0.0.1:" + server.port() + "/crm/rest");
    }

    /** The address of the token endpoint, which is not below {@link #baseUri}. */
    public URI tokenUri() {
        return URI.create("http://127.0.0.1:" + server.port() + TokenEndpoint.PATH);
    }

    @Override
    public void close() {
        server.stop();
    }
}
