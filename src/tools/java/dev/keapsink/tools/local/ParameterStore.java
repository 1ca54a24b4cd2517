package dev.keapsink.tools.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.keapsink.tools.local.ParameterStoreScript.Mishap;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * As much of Parameter Store as one parameter's reader and writer need, over HTTP on this machine, and what may go wrong
 * with it. Every request has a thread. Parameters whose name begins with /forbidden are nobody's.
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
     * @param operation as in {@code GetParameter}
     * @param name the parameter's
     */
    public record Request(String operation, String name) {}

    private final String path;

    private ParameterStore(HttpServer server, String path) {
        this.server = server;
        this.path = path;
    }

    public static ParameterStore start() throws IOException {
        return startAt("/");
    }

    /** Answers only below a path, which may be one that others on this machine cannot guess. */
    public static ParameterStore startAt(String path) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ParameterStore store = new ParameterStore(server, path);
        server.createContext(path, store::answer);
        server.setExecutor(store.threads);
        server.start();
        return store;
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + (path.equals("/") ? "" : path));
    }

    /** Adds a version as the account's owner does, a SecureString with the default key; that is no request. */
    public void put(String name, String value) {
        put(name, value, "");
    }

    /** The same with another key. */
    public void put(String name, String value, String keyId) {
        long unused = parameters.add(name, ParameterVersion.SECURE_STRING, value, keyId, true);
    }

    /** The latest value of a parameter that is there. */
    public String value(String name) {
        return versions(name).getLast().value();
    }

    /** Oldest first, the last hundred; empty if there is no such parameter. */
    public List<ParameterVersion> versions(String name) {
        return parameters.versions(name);
    }

    /** How often the operation was asked for, refused requests included. */
    public int count(String operation) {
        return script.counted(operation);
    }

    /**
     * Refuses the next requests, so many of them, after what was scripted for the operation before. The client repeats
     * some of these requests by itself.
     *
     * @param errorType as on the wire, such as ThrottlingException or InternalServerError
     */
    public void failNext(int times, String operation, String errorType) {
        script.add(times, operation, new Mishap.Refused(errorType));
    }

    /** Carries the next requests out, so many of them, and closes their connections without an answer. */
    public void loseReply(int times, String operation) {
        script.add(times, operation, new Mishap.ReplyLost());
    }

    /** Nobody has the permission for the operation until it is allowed again. */
    public void deny(String operation) {
        script.deny(operation);
    }

    public void allow(String operation) {
        script.allow(operation);
    }

    /**
     * From now on this is told of every request before anything happens, on the request's own thread, so that it may
     * wait. If it throws, the request is not carried out, and its connection closes without an answer.
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
                boolean isReplyLost = script.strike(request);
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

    /** Ends the waiting of requests that are still on their way, too. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
