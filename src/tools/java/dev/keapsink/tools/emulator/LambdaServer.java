package dev.keapsink.tools.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.keapsink.tools.common.CommandFailure;
import dev.keapsink.tools.local.InvocationResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Serves Lambda's API: it runs invocations and event source mappings itself, and passes everything else on to the
 * emulator of AWS.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Operations.html">Lambda's operations</a>
 */
final class LambdaServer implements AutoCloseable {
    private static final Pattern INVOCATION = Pattern.compile("/2015-03-31/functions/([^/]+)/invocations");
    private static final Pattern MAPPING = Pattern.compile("/2015-03-31/event-source-mappings/?([^/]*)");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final EmulatedAws aws;
    private final Invoker functions;
    private final Mappings mappings;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** A reply to be sent; the headers are Lambda's own. */
    private record Answer(int status, Map<String, String> headers, String body) {}

    private LambdaServer(EmulatedAws aws, Invoker functions, Mappings mappings, HttpServer server) {
        this.aws = aws;
        this.functions = functions;
        this.mappings = mappings;
        this.server = server;
    }

    /** Starts a server on a free port of this machine. */
    static LambdaServer start(EmulatedAws aws, Invoker functions, Mappings mappings) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        LambdaServer lambda = new LambdaServer(aws, functions, mappings, server);
        server.createContext("/", lambda::serve);
        server.setExecutor(lambda.threads);
        server.start();
        return lambda;
    }

    /** Returns the server's address, the value of {@code AWS_ENDPOINT_URL_LAMBDA}. */
    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Answer answer = answer(exchange, body);
            answer.headers.forEach(exchange.getResponseHeaders()::set);
            byte[] content = answer.body.getBytes(UTF_8);
            exchange.sendResponseHeaders(answer.status, content.length == 0 ? -1 : content.length);
            exchange.getResponseBody().write(content);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Answer answer(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        String path = exchange.getRequestURI().getRawPath();
        Matcher invocation = INVOCATION.matcher(path);
        if (invocation.matches()) {
            return invoke(URLDecoder.decode(invocation.group(1), UTF_8), new String(body, UTF_8));
        }
        Matcher mapping = MAPPING.matcher(path);
        return mapping.matches() ? mapping(mapping.group(1), exchange, body) : answer(forward(exchange, body));
    }

    private Answer invoke(String function, String payload) throws InterruptedException {
        try {
            return switch (functions.invoke(function, payload)) {
                case InvocationResult.Reply reply -> new Answer(200, Map.of(), reply.payload());
                case InvocationResult.FunctionError error -> failed(error.payload());
                case InvocationResult.TimedOut late -> failed(message("Task timed out after " + late.timeout()));
                case InvocationResult.Crashed crash -> failed(message(crash.reason()));
            };
        } catch (CommandFailure e) {
            return new Answer(
                    400,
                    Map.of("x-amzn-ErrorType", "InvalidRequestContentException"),
                    JSON.createObjectNode().put("Message", e.getMessage()).toString());
        }
    }

    private static String message(String reason) {
        return JSON.createObjectNode().put("errorMessage", reason).toString();
    }

    private static Answer failed(String payload) {
        return new Answer(200, Map.of("X-Amz-Function-Error", "Unhandled"), payload);
    }

    private Answer mapping(String id, HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        String method = exchange.getRequestMethod();
        boolean changes = method.equals("POST") || method.equals("PUT");
        JsonNode request = changes ? JSON.readTree(body) : JSON.missingNode();
        Boolean enabled = request instanceof ObjectNode wanted ? Mappings.disable(wanted) : null;
        HttpResponse<String> reply =
                forward(exchange, changes ? request.toString().getBytes(UTF_8) : body);
        if (reply.statusCode() >= 300) {
            return answer(reply);
        }
        return method.equals("DELETE") ? deleted(id, reply) : described(reply, changes, enabled);
    }

    private Answer deleted(String id, HttpResponse<String> reply) {
        mappings.deleted(id);
        return answer(reply);
    }

    private Answer described(HttpResponse<String> reply, boolean changed, @Nullable Boolean enabled)
            throws IOException {
        JsonNode description = JSON.readTree(reply.body());
        if (changed) {
            mappings.changed(description, enabled);
        }
        mappings.tell(description);
        return new Answer(reply.statusCode(), Map.of(), description.toString());
    }

    private HttpResponse<String> forward(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        return aws.forward(exchange.getRequestMethod(), exchange.getRequestURI(), exchange.getRequestHeaders(), body);
    }

    /** Of the headers only those count that an AWS client reads. */
    private static Answer answer(HttpResponse<String> reply) {
        Map<String, String> headers = new HashMap<>();
        for (String name : List.of("x-amzn-ErrorType", "Content-Type", "x-amzn-RequestId")) {
            reply.headers().firstValue(name).ifPresent(value -> headers.put(name, value));
        }
        return new Answer(reply.statusCode(), headers, reply.body());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        mappings.close();
    }
}
