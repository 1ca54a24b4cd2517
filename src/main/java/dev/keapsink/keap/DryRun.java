package dev.keapsink.keap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.record.ObjectType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Lets look-ups through and keeps every other request from leaving. Such a request is recorded, and answered as Keap
 * would answer a success. A new object gets an id beyond all of Keap's, and look-ups that name such an id do not leave
 * either. Threadsafe.
 */
public final class DryRun implements Function<KeapRequest, Optional<KeapReply>> {

    /** The id of the first object that would be created. Those that follow count on from it. */
    public static final long FIRST_NEW_ID = NewIds.FIRST;

    private static final Pattern ID = Pattern.compile("\\d+");
    private static final Pattern TAGGING = Pattern.compile("/v1/tags/\\d+/contacts");

    /** The lists of Keap that are not called as the last word of their path. */
    private static final Map<String, String> LISTS = Map.of("payments", "invoice_order_payments");

    private static final Comparator<Write> BY_TAG = Comparator.comparingInt(
                    (Write write) -> write.path().length())
            .thenComparing(Write::path)
            .thenComparing(write -> write.body().toString());

    private final List<Write> writes = new ArrayList<>();
    private final NewIds newIds = new NewIds();

    /** The replies about orders that would be created, by their ids. */
    private final Map<String, ObjectNode> newOrders = new HashMap<>();

    /**
     * A request that would have been sent.
     *
     * @param body a missing node if it has none
     */
    public record Write(String method, String path, JsonNode body) {
        /** Without the body, which is personal. */
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /**
     * The writes since the last time, in their order, with words in place of new ids. Writes about tags are made
     * concurrently, so each run of them is sorted by tag.
     */
    public synchronized List<Write> take() {
        NewIds.Words words = newIds.words(writes.stream()
                .flatMap(write -> Stream.of(write.path(), write.body().toString()))
                .toList());
        List<Write> taken = writes.stream()
                .map(write -> new Write(write.method(), words.in(write.path()), words.in(write.body())))
                .collect(Collectors.toCollection(ArrayList::new));
        writes.clear();
        int first = 0;
        for (int i = 0; i <= taken.size(); i++) {
            if (i == taken.size() || !taken.get(i).path().startsWith("/v1/tags")) {
                taken.subList(first, i).sort(BY_TAG);
                first = i + 1;
            }
        }
        return List.copyOf(taken);
    }

    /** The answer to a request that is not to leave; empty for a look-up of things that Keap has. */
    @Override
    public synchronized Optional<KeapReply> apply(KeapRequest request) {
        if (request.isLookUp()) {
            return newIds.isIn(path(request)) ? Optional.of(lookedUp(last(request))) : Optional.empty();
        }
        writes.add(new Write(request.method(), path(request), request.body()));
        return Optional.of(answer(request));
    }

    /** A new object has nothing below it yet. Of new objects only an order is looked up again, for its sums. */
    private KeapReply lookedUp(String last) {
        if (ID.matcher(last).matches()) {
            return Optional.ofNullable(newOrders.get(last))
                    .map(order -> ok(order.toString()))
                    .orElseGet(() -> new KeapReply(404, Map.of(), "{\"message\":\"It would be new\"}"));
        }
        return ok("{\"%s\":[]}".formatted(LISTS.getOrDefault(last, last)));
    }

    private static String last(KeapRequest request) {
        return request.path().substring(request.path().lastIndexOf('/') + 1);
    }

    private static String path(KeapRequest request) {
        return request.query().isEmpty()
                ? request.path()
                : request.path()
                        + request.query().entrySet().stream()
                                .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                                .collect(Collectors.joining("&", "?", ""));
    }

    private KeapReply answer(KeapRequest request) {
        if (request.method().equals("DELETE")) {
            return new KeapReply(204, Map.of(), "");
        }
        if (TAGGING.matcher(request.path()).matches()) {
            return ok(StreamSupport.stream(request.body().path("ids").spliterator(), false)
                    .map(id -> "\"" + id.asText() + "\":\"SUCCESS\"")
                    .collect(Collectors.joining(",", "{", "}")));
        }
        String last = last(request);
        if (ID.matcher(last).matches()) {
            return ok("{\"id\":%s}".formatted(last));
        }
        if (last.equals("tags")) {
            return created("tag " + request.body().path("name").asText());
        }
        return ObjectType.ofStream(last)
                .map(type -> type == ObjectType.ORDERS ? createdOrder(request.body()) : created(type.noun()))
                .orElseGet(() -> new KeapReply(501, Map.of(), ""));
    }

    private KeapReply created(String name) {
        return ok("{\"id\":%d}".formatted(newIds.of(name)));
    }

    private KeapReply createdOrder(JsonNode body) {
        long id = newIds.of(ObjectType.ORDERS.noun());
        ObjectNode order = JsonNodeFactory.instance.objectNode().put("id", id);
        order.setAll(NewOrder.sums(body));
        newOrders.put(String.valueOf(id), order);
        return ok(order.toString());
    }

    private static KeapReply ok(String json) {
        return new KeapReply(200, Map.of(), json);
    }
}
