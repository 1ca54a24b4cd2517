package dev.keapsink.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** Stands between a client and DynamoDB, and has requests go wrong, one after the other, as a test says. Threadsafe. */
public final class FaultyDynamoDb implements AutoCloseable {

    /** What a proxy may not hand on, or has set itself. */
    private static final Set<String> OWN_HEADERS =
            Set.of("host", "content-length", "connection", "expect", "x-amz-crc32");

    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI dynamo;
    private final Queue<Mishap> mishaps = new ConcurrentLinkedQueue<>();
    private final List<String> asked = new ArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);

    /** What happens to one request. */
    public sealed interface Mishap {

        /** It is answered with an error, without having had an effect. */
        record Refused(int status, String errorType) implements Mishap {}

        /** It is never answered, and has no effect. */
        record Hanging() implements Mishap {}

        /** It has its effect, but the connection ends without an answer. */
        record ReplyLost() implements Mishap {}

        /** It is handed on with another body. */
        record Altered(UnaryOperator<String> body) implements Mishap {}

        /** Its answer is handed back with another body. */
        record Answered(UnaryOperator<String> reply) implements Mishap {}
    }

    private FaultyDynamoDb(URI dynamo) throws IOException {
        this.dynamo = dynamo;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    /** Starts on a free port of this machine, in front of a server with DynamoDB's interface. */
    public static FaultyDynamoDb before(URI dynamo) {
        try {
            return new FaultyDynamoDb(dynamo);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Has the next requests go wrong; the ones after them are handed on as they are. */
    public void next(int times, Mishap mishap) {
        for (int i = 0; i < times; i++) {
            mishaps.add(mishap);
        }
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The operations that were asked for so far, repetitions by the SDK among them. */
    public List<String> asked() {
        synchronized (asked) {
            return List.copyOf(asked);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            synchronized (asked) {
                asked.add(target.substring(target.indexOf('.') + 1));
            }
            switch (mishaps.poll()) {
                case null -> reply(exchange, handOn(exchange, body));
                case Mishap.Refused refused ->
                    reply(
                            exchange,
                            refused.status(),
                            "{\"__type\":\"com.amazonaws.dynamodb.v20120810#%s\",\"message\":\"by script\"}"
                                    .formatted(refused.errorType()));
                case Mishap.Hanging hanging -> end.await();
                case Mishap.ReplyLost lost -> handOn(exchange, body);
                case Mishap.Altered altered ->
                    reply(exchange, handOn(exchange, altered.body().apply(body)));
                case Mishap.Answered answered -> {
                    HttpResponse<String> answer = handOn(exchange, body);
                    reply(exchange, answer.statusCode(), answered.reply().apply(answer.body()));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpResponse<String> handOn(HttpExchange exchange, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(dynamo).POST(HttpRequest.BodyPublishers.ofString(body));
        exchange.getRequestHeaders().entrySet().stream()
                .filter(header -> !OWN_HEADERS.contains(header.getKey().toLowerCase(Locale.ROOT)))
                .forEach(header -> header.getValue().forEach(value -> request.header(header.getKey(), value)));
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static void reply(HttpExchange exchange, HttpResponse<String> answer) throws IOException {
        reply(exchange, answer.statusCode(), answer.body());
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
        client.close();
    }
}
