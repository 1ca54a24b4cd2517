package dev.keapsink.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** As much of Parameter Store as reading a parameter needs, over HTTP on this machine. */
public final class ParameterStore implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final Map<String, String> parameters = new ConcurrentHashMap<>();

    private ParameterStore(HttpServer server) {
        this.server = server;
    }

    public static ParameterStore start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ParameterStore store = new ParameterStore(server);
        server.createContext("/", store::answer);
        server.start();
        return store;
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public void put(String name, String value) {
        parameters.put(name, value);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode request = JSON.readTree(exchange.getRequestBody());
            String name = request.path("Name").asText();
            ObjectNode answer = JSON.createObjectNode();
            boolean mayRead = request.path("WithDecryption").asBoolean() && !name.startsWith("/forbidden");
            if (!mayRead) {
                answer.put("__type", "AccessDeniedException").put("message", "not authorized");
            } else if (parameters.containsKey(name)) {
                answer.putObject("Parameter")
                        .put("Name", name)
                        .put("Type", "SecureString")
                        .put("Value", parameters.get(name));
            } else {
                answer.put("__type", "ParameterNotFound");
            }
            byte[] body = JSON.writeValueAsString(answer).getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
            exchange.sendResponseHeaders(answer.has("__type") ? 400 : 200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
