package dev.keapsink.simulator.parameters;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.keapsink.simulator.parameters.ParameterStoreScript.Mishap;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Serves, over HTTP on this machine, the operations of Parameter Store that read and write one parameter. Tests can
 * script its failures. Every request has a thread of its own. Access to a parameter whose name begins with
 * {@code /forbidden} is denied. Thread-safe.
 */
public final class ParameterStore implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final StoredParameters parameters = new StoredParameters();
    private final ParameterOperations operations = new ParameterOperations(parameters);
    private final ParameterStoreScript script = new ParameterStoreScript();
    private volatile Consumer<Request> onRequest = request -> {};

    /**
     * A request that has arrived.
     *
     * @param operation the name of the operation, such as {@code GetParameter}
     * @param name the name of the parameter
     */
    public record Request(String operation, String name) {}

    private final String path;

    private ParameterStore(HttpServer server, String path) {
        this.server = server;
        this.path = path;
    }

    /** Starts a store without parameters on a free port of this machine. */
    public static ParameterStore start() throws IOException {
        return startAt("/");
    }

    /** Starts a store that answers only below a path. A secret path keeps other users of this machine out. */
    public static ParameterStore startAt(String path) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ParameterStore store = new ParameterStore(server, path);
        server.createContext(path, store::answer);
        server.setExecutor(store.threads);
        server.start();
        return store;
    }

    /** Returns the store's address, the value of {@code AWS_ENDPOINT_URL_SSM} for its clients. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + (path.equals("/") ? "" : path));
    }

    /** Adds a version without a request: a SecureString that is encrypted with the default key. */
    public void put(String name, String value) {
        put(name, value, "");
    }

    /** Adds a version without a request: a SecureString that is encrypted with this key. */
    public void put(String name, String value, String keyId) {
        long unused = parameters.add(name, ParameterVersion.SECURE_STRING, value, keyId, true);
    }

    /**
     * Returns the latest value of a parameter.
     *
     * @throws java.util.NoSuchElementException if there is no such parameter
     */
    public String value(String name) {
        return versions(name).getLast().value();
    }

    /** Returns the last hundred versions, oldest first; empty if there is no such parameter. */
    public List<ParameterVersion> versions(String name) {
        return parameters.versions(name);
    }

    /** Returns the number of requests for an operation, refused ones included. */
    public int count(String operation) {
        return script.counted(operation);
    }

    /**
     * Refuses the next requests for an operation, behind those that are scripted already. The client repeats some of
     * these requests by itself.
     *
     * @param times how many requests
     * @param errorType the error's name on the wire, such as ThrottlingException or InternalServerError
     */
    public void failNext(int times, String operation, String errorType) {
        script.add(times, operation, new Mishap.Refused(errorType));
    }

    /** Carries out the next requests for an operation, but closes their connections without an answer. */
    public void loseReply(int times, String operation) {
        script.add(times, operation, new Mishap.ReplyLost());
    }

    /** Denies an operation to all callers until it is allowed again. */
    public void deny(String operation) {
        script.deny(operation);
    }

    /** Allows an operation that was denied. */
    public void allow(String operation) {
        script.allow(operation);
    }

    /**
     * Sets a hook for the requests from now on. It runs on the request's own thread before the request is carried out,
     * so it may wait. If it throws, the request is not carried out, and its connection closes without an answer.
     */
    public void onRequest(Consumer<Request> hook) {
        onRequest = hook;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode body = JSON.readTree(exchange.getRequestBody());
            String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            Request request = new Request(
                    target.substring(target.indexOf('.') + 1), body.path("Name").asText());
            script.count(request.operation());
            onRequest.accept(request);
            try {
                boolean isReplyLost = script.apply(request);
                ObjectNode answer = operations.answer(request.operation(), body);
                if (!isReplyLost) {
                    send(exchange, 200, answer);
                }
            } catch (ParameterStoreError error) {
                ObjectNode answer = JSON.createObjectNode().put("__type", error.type());
                send(exchange, error.status(), answer.put("message", error.getMessage()));
            }
        }
    }

    private static void send(HttpExchange exchange, int status, ObjectNode answer) throws IOException {
        byte[] body = JSON.writeValueAsString(answer).getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    /** Stops the store and interrupts the requests that are still waiting. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
