package dev.keapsink.simulator;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Has the simulator answer what WireMock receives. */
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
        String body = new String(received.getBody(), StandardCharsets.UTF_8);
        return new SimulatedRequest(
                received.getMethod().getName(), uri.getPath(), query(uri.getRawQuery()), headers, body);
    }

    private static Map<String, List<String>> query(String raw) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        for (String pair : raw == null ? new String[0] : raw.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            String value = parts.length == 2 ? decoded(parts[1]) : "";
            query.computeIfAbsent(decoded(parts[0]), unused -> new ArrayList<>())
                    .add(value);
        }
        return query;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
