package dev.keapsink.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;

/** The page of a v1 list that limit and offset ask for. */
record Page(int limit, int offset, Exchange exchange) {
    private static final int MOST = 1000;

    static Page askedForBy(Exchange exchange) {
        int limit = Math.min(exchange.number("limit", MOST), MOST);
        return new Page(limit, exchange.number("offset", 0), exchange);
    }

    /** The reply with this page. Even the last page has a link to a next one, which is empty; Keap does the same. */
    <T> SimulatedReply of(String name, List<T> all, Function<T, JsonNode> view) {
        ObjectNode body = Json.object();
        ArrayNode items = body.putArray(name);
        all.stream().skip(offset).limit(limit).map(view).forEach(items::add);
        body.put("count", all.size());
        body.put("next", link(offset + limit));
        body.put("previous", link(Math.max(0, offset - limit)));
        return Replies.ok(body);
    }

    private String link(int other) {
        String host = exchange.request().headers().getOrDefault("host", "keap.invalid");
        String path = exchange.request().path();
        return "http://%s/crm/rest%s?limit=%d&offset=%d".formatted(host, path, limit, other);
    }
}
