package dev.keapsink.tools.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Serves the Lambda Runtime API to one function process, one invocation at a time. A new process needs a new server.
 * Otherwise the long poll of a killed process would take the next event.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Lambda Runtime API</a>
 */
public final class LambdaRuntimeServer implements AutoCloseable {
    private static final String PREFIX = "/2018-06-01/runtime/";

    private record Invocation(
            String id, String payload, Duration timeout, CompletableFuture<InvocationResult> result) {}

    private final String functionArn;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final LinkedBlockingQueue<Invocation> pending = new LinkedBlockingQueue<>();
    private final AtomicReference<Invocation> current = new AtomicReference<>();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final AtomicReference<String> endReason = new AtomicReference<>();

    private LambdaRuntimeServer(String functionArn, HttpServer server) {
        this.functionArn = functionArn;
        this.server = server;
    }

    /** Starts a server on a free port of this machine. */
    public static LambdaRuntimeServer start(String functionArn) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        LambdaRuntimeServer runtime = new LambdaRuntimeServer(functionArn, server);
        server.createContext("/", runtime::serve);
        server.setExecutor(runtime.threads);
        server.start();
        return runtime;
    }

    /** Returns host and port, the value of {@code AWS_LAMBDA_RUNTIME_API} for the process. */
    public String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Returns a future that completes when the function asks for its first event, and fails if its start fails. */
    public CompletableFuture<Void> ready() {
        return ready.copy();
    }

    /**
     * Hands one event to the function and waits for the result, for at most the timeout. The function's own deadline
     * counts from the moment at which it takes the event.
     */
    public synchronized InvocationResult invoke(String payload, Duration timeout) throws InterruptedException {
        Invocation invocation =
                new Invocation(UUID.randomUUID().toString(), payload, timeout, new CompletableFuture<>());
        current.set(invocation);
        pending.add(invocation);
        try {
            String reason = endReason.get();
            return reason != null ? new InvocationResult.Crashed(reason) : await(invocation);
        } finally {
            current.set(null);
            pending.remove(invocation);
        }
    }

    private static InvocationResult await(Invocation invocation) throws InterruptedException {
        try {
            return invocation.result.get(invocation.timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return new InvocationResult.TimedOut(invocation.timeout);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends the invocation in flight, and every later one, as crashed, because the process has ended. */
    public void processEnded(String reason) {
        endReason.set(reason);
        Invocation invocation = current.get();
        if (invocation != null) {
            invocation.result.complete(new InvocationResult.Crashed(reason));
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            switch (path.startsWith(PREFIX) ? path.substring(PREFIX.length()) : "") {
                case "invocation/next" -> next(exchange);
                case "init/error" -> initError(exchange, body);
                default -> finish(exchange, path, body);
            }
        }
    }

    private void next(HttpExchange exchange) throws IOException {
        ready.complete(null);
        try {
            Invocation invocation = pending.take();
            var headers = exchange.getResponseHeaders();
            headers.set("Content-Type", "application/json");
            headers.set("Lambda-Runtime-Aws-Request-Id", invocation.id);
            headers.set("Lambda-Runtime-Invoked-Function-Arn", functionArn);
            headers.set(
                    "Lambda-Runtime-Trace-Id",
                    "Root=1-00000000-" + invocation.id.replace("-", "").substring(0, 24));
            headers.set(
                    "Lambda-Runtime-Deadline-Ms",
                    Long.toString(System.currentTimeMillis() + invocation.timeout.toMillis()));
            send(exchange, 200, invocation.payload);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void initError(HttpExchange exchange, String body) throws IOException {
        ready.completeExceptionally(new IllegalStateException(body));
        send(exchange, 202, "{\"status\":\"OK\"}");
    }

    private void finish(HttpExchange exchange, String path, String body) throws IOException {
        Invocation invocation = current.get();
        String ofCurrent = invocation == null ? "" : PREFIX + "invocation/" + invocation.id;
        if (invocation != null && path.equals(ofCurrent + "/response")) {
            invocation.result.complete(new InvocationResult.Reply(body));
            send(exchange, 202, "{\"status\":\"OK\"}");
        } else if (invocation != null && path.equals(ofCurrent + "/error")) {
            invocation.result.complete(new InvocationResult.FunctionError(body));
            send(exchange, 202, "{\"status\":\"OK\"}");
        } else {
            send(exchange, 400, "{\"errorType\":\"InvalidRequestID\",\"errorMessage\":\"No such invocation\"}");
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        processEnded("the environment was closed");
        server.stop(0);
        threads.shutdownNow();
    }
}
