package dev.keapsink.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A simulator at a standing clock, and short ways of asking it something. Quotation marks in JSON may be single. */
final class Account {
    static final Map<String, String> KEY = Map.of("x-keap-api-key", KeapSimulator.API_KEY);

    final SettableClock clock = new SettableClock("2026-03-01T12:00:00Z");
    final KeapSimulator simulator;

    Account(Quota quota) {
        simulator = new KeapSimulator(quota, clock);
    }

    Account() {
        this(Quota.GENEROUS);
    }

    /** The target may carry a query, already decoded. */
    SimulatedReply send(String method, String target, Map<String, String> headers, String json) {
        String[] parts = target.split("\\?", 2);
        Map<String, List<String>> query = new LinkedHashMap<>();
        for (String pair : parts.length == 2 ? parts[1].split("&", -1) : new String[0]) {
            String[] nameAndValue = pair.split("=", 2);
            query.computeIfAbsent(nameAndValue[0], unused -> new ArrayList<>()).add(nameAndValue[1]);
        }
        return simulator.handle(new SimulatedRequest(method, parts[0], query, headers, json.replace('\'', '"')));
    }

    SimulatedReply get(String target) {
        return send("GET", target, KEY, "");
    }

    SimulatedReply delete(String target) {
        return send("DELETE", target, KEY, "");
    }

    SimulatedReply put(String json) {
        return send("PUT", "/v1/contacts", KEY, json);
    }

    SimulatedReply post(String target, String json) {
        return send("POST", target, KEY, json);
    }

    SimulatedReply patch(String target, String json) {
        return send("PATCH", target, KEY, json);
    }

    /** Creates an object through the API, and returns its id. */
    String created(String target, String json) {
        SimulatedReply reply = post(target, json);
        if (reply.status() != 201) {
            throw new AssertionError(reply.body());
        }
        clock.advance(Duration.ofSeconds(1));
        return json(reply).path("id").asText();
    }

    /** Upserts a contact that is nothing but an e-mail, and returns its id. */
    long contact(String email) {
        SimulatedReply reply = put(
                "{'duplicate_option':'Email','email_addresses':[{'field':'EMAIL1','email':'%s'}]}".formatted(email));
        clock.advance(Duration.ofSeconds(1));
        return json(reply).path("id").asLong();
    }

    StoredContact only() {
        List<StoredContact> all = simulator.contacts();
        if (all.size() != 1) {
            throw new AssertionError(all.size() + " contacts");
        }
        return all.getFirst();
    }

    static JsonNode json(SimulatedReply reply) {
        return Json.parse(reply.body()).orElseThrow();
    }

    static String message(SimulatedReply reply) {
        return json(reply).path("message").asText();
    }
}
