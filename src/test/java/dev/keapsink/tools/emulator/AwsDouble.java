package dev.keapsink.tools.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands in for the emulator of AWS: it notes every request, and answers with the replies that a test puts there. */
final class AwsDouble implements AutoCloseable {
    private final HttpServer server;
    private final Queue<Reply> replies = new ArrayDeque<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    record Request(String method, String target, String authorization, String body) {}

    private record Reply(int status, String errorType, String body) {}

    AwsDouble() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    List<Request> requests() {
        return Collections.unmodifiableList(requests);
    }

    synchronized void answers(int status, String body) {
        answers(status, "", body);
    }

    synchronized void answers(int status, String errorType, String body) {
        replies.add(new Reply(status, errorType, body));
    }

    private synchronized void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.add(new Request(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                    new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
            Reply reply = replies.remove();
            byte[] body = reply.body.getBytes(UTF_8);
            exchange.getResponseHeaders().set("x-amzn-ErrorType", reply.errorType);
            exchange.sendResponseHeaders(reply.status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
