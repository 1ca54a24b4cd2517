package dev.keapsink.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/** Answers v2's operations that read the objects of one kind. */
final class ObjectLookups {
    private static final int DEFAULT_PAGE_SIZE = 25;

    private final ObjectModel model;
    private final ObjectData data;
    private final ObjectLogic logic;
    private final ObjectViews views;

    ObjectLookups(ObjectModel model, ObjectData data, ObjectLogic logic) {
        this.model = model;
        this.data = data;
        this.logic = logic;
        views = new ObjectViews(model, logic);
    }

    SimulatedReply one(Exchange exchange) {
        return Replies.ok(views.sparse(Parents.of(model, data).child(exchange), exchange));
    }

    /** The content of a file, which v2 declares as a text in Base64. */
    SimulatedReply data(Exchange exchange) {
        byte[] content = FileLogic.content(data.of(Resource.FILES).get(exchange.id()));
        return Replies.ok(TextNode.valueOf(Base64.getEncoder().encodeToString(content)));
    }

    /** The objects of the parent in the path, if there is one. */
    SimulatedReply list(Exchange exchange) {
        return list(exchange, Parents.of(model, data).childrenOf(exchange));
    }

    /** The objects of all parents. */
    SimulatedReply listAll(Exchange exchange) {
        return list(exchange, object -> true);
    }

    private SimulatedReply list(Exchange exchange, Predicate<StoredObject> kept) {
        String filter = exchange.query("filter").orElse("");
        List<StoredObject> found = Filter.parse(filter, model.filters, data.customFields(model))
                .in(data.of(model.resource), logic::value)
                .stream()
                .filter(kept)
                .filter(object -> data.isListed(object, exchange.now()))
                .filter(object -> logic.isListed(object, filter))
                .sorted(order(exchange.query("order_by").orElse("")))
                .toList();
        int asked = exchange.number("page_size", DEFAULT_PAGE_SIZE);
        int start = exchange.number("page_token", 0);
        int end = Math.min(found.size(), start + (asked == 0 ? DEFAULT_PAGE_SIZE : asked));
        List<StoredObject> page = start < end ? found.subList(start, end) : List.of();
        return views.page(page, end < found.size() ? String.valueOf(end) : "", exchange);
    }

    private Comparator<StoredObject> order(String orderBy) {
        Comparator<StoredObject> byId = Comparator.comparingLong(StoredObject::id);
        if (orderBy.isEmpty()) {
            return byId;
        }
        String[] parts = orderBy.split(" ", 2);
        String field = Objects.requireNonNull(model.orders.get(parts[0]), "The request model knows the order");
        Comparator<StoredObject> order = Comparator.<StoredObject, JsonNode>comparing(
                        object -> logic.value(object, field), ObjectLookups::compare)
                .thenComparing(byId);
        return parts[1].equals("desc") ? order.reversed() : order;
    }

    private static int compare(JsonNode one, JsonNode other) {
        if (isNumber(one) && isNumber(other)) {
            return new BigDecimal(one.asText()).compareTo(new BigDecimal(other.asText()));
        }
        return one.asText("").compareToIgnoreCase(other.asText(""));
    }

    private static boolean isNumber(JsonNode value) {
        return value.asText("").matches("-?\\d+(\\.\\d+)?");
    }
}
