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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Simulated Keap accounts in a process of their own, so that neither their CPU time nor their memory is taken for the
 * function's. Prints the port of its control path: {@code POST /accounts} opens an account, {@code PUT /accounts/N} changes
 * how long it takes to answer, {@code GET /accounts/N/FROM} tells what it saw from a call on, {@code DELETE} closes it. Ends
 * with its standard input, and so with the process that started it.
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

    public static void main(String[] args) throws IOException {
        KeapServer keap = new KeapServer();
        HttpServer control = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        control.createContext("/accounts", keap::serve);
        control.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        control.start();
        System.out.println(control.getAddress().getPort());
        while (System.in.read() >= 0) {
            // Nothing is ever written to it.
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
                accounts.remove(path[2]).server().close();
                yield "{}";
            }
            default -> {
                Account account = accounts.get(path[2]);
                yield CallFigures.of(account.keap(), Integer.parseInt(path[3]), account.latency())
                        .json()
                        .toString();
            }
        };
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
