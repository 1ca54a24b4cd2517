package dev.keapsink.simulator;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Passes the requests that WireMock receives to the simulator. */
final class SimulatorTransformer implements ResponseDefinitionTransformerV2 {
    private final KeapSimulator simulator;

    SimulatorTransformer(KeapSimulator simulator) {
        this.simulator = simulator;
    }

    @Override
    public String getName() {
        return "keap-simulator";
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
        SimulatedReply reply = simulator.handle(request(event.getRequest()));
        ResponseDefinitionBuilder response = new ResponseDefinitionBuilder();
        long delay = reply.delivery().delay().toMillis();
        if (delay > 0) {
            response.withFixedDelay(Math.toIntExact(delay));
        }
        if (!reply.delivery().isAnswered()) {
            return response.withFault(Fault.CONNECTION_RESET_BY_PEER).build();
        }
        reply.headers().forEach((name, value) -> response.withHeader(name, value));
        return response.withStatus(reply.status()).withBody(reply.body()).build();
    }

    private static SimulatedRequest request(Request received) {
        URI uri = URI.create(received.getUrl());
        Map<String, String> headers = new HashMap<>();
        for (String name : received.getAllHeaderKeys()) {
            headers.put(name.toLowerCase(Locale.ROOT), received.getHeader(name));
        }
        String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        boolean isMultipart = headers.getOrDefault("content-type", "").startsWith("multipart/");
        Charset charset = isMultipart ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
        String body = new String(received.getBody(), charset);
        return new SimulatedRequest(
                received.getMethod().getName(), uri.getPath(), Form.of(query).values(), headers, body);
    }
}
