package dev.keapsink.tools.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.keapsink.simulator.Fault;
import dev.keapsink.simulator.KeapSimulator;
import dev.keapsink.simulator.Quota;
import dev.keapsink.simulator.SimulatorServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Serves simulated Keap accounts from a process of its own, so that their CPU time and memory do not count as the
 * function's. It prints the port of its control path: {@code POST /accounts} opens an account, {@code PUT /accounts/N}
 * sets its latency, {@code GET /accounts/N/FROM} returns the figures from a call on, and {@code DELETE /accounts/N}
 * closes it. The process ends at the end of its standard input, and so with the process that started it.
 */
final class KeapServer {
    static final long TAG = 101;
    static final long SECOND_TAG = 102;
    private static final int PER_DAY = 100_000_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Account> accounts = new ConcurrentHashMap<>();
    private final AtomicInteger lastId = new AtomicInteger();

    private record Account(KeapSimulator keap, SimulatorServer server, Duration latency) {
        Account answeringAfter(Duration time) {
            keap.clearFaults();
            if (time.isPositive()) {
                keap.inject(Fault.answeredAfter(time));
            }
            return new Account(keap, server, time);
        }
    }

    private KeapServer() {}

    /** Serves until the standard input ends. */
    public static void main(String[] args) throws IOException {
        KeapServer keap = new KeapServer();
        HttpServer control = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        control.createContext("/accounts", keap::serve);
        control.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        control.start();
        System.out.println(control.getAddress().getPort());
        while (System.in.read() >= 0) {
            // Nothing is written to the input; only its end counts.
        }
        System.exit(0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String[] path = exchange.getRequestURI().getPath().split("/", -1);
            JsonNode body = JSON.readTree(exchange.getRequestBody());
            byte[] reply = reply(exchange.getRequestMethod(), path, body).getBytes(UTF_8);
            exchange.sendResponseHeaders(200, reply.length);
            exchange.getResponseBody().write(reply);
        }
    }

    private String reply(String method, String[] path, JsonNode body) {
        return switch (method) {
            case "POST" -> open(body);
            case "PUT" -> {
                accounts.computeIfPresent(path[2], (id, account) -> account.answeringAfter(latency(body)));
                yield "{}";
            }
            case "DELETE" -> {
                opened(accounts.remove(path[2])).server().close();
                yield "{}";
            }
            default -> {
                Account account = opened(accounts.get(path[2]));
                yield CallFigures.of(account.keap(), Integer.parseInt(path[3]), account.latency())
                        .json()
                        .toString();
            }
        };
    }

    private static Account opened(@Nullable Account account) {
        return Objects.requireNonNull(account, "KeapProcess names accounts that are open");
    }

    private String open(JsonNode body) {
        Quota quota = new Quota(
                body.path("per_second").asInt(), body.path("per_minute").asInt(), PER_DAY);
        KeapSimulator keap = new KeapSimulator(quota, InstantSource.system());
        keap.addTag(TAG, "Lead");
        keap.addTag(SECOND_TAG, "Newsletter");
        keap.contactTypes("Lead");
        Account account = new Account(keap, SimulatorServer.start(keap), Duration.ZERO).answeringAfter(latency(body));
        String id = String.valueOf(lastId.incrementAndGet());
        accounts.put(id, account);
        return JSON.createObjectNode()
                .put("id", id)
                .put("base_url", account.server().baseUri().toString())
                .toString();
    }

    private static Duration latency(JsonNode body) {
        return Duration.ofMillis(body.path("latency_ms").asLong());
    }
}
