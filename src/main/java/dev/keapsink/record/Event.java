package dev.keapsink.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An event that names itself after what happened, such as a webhook's or one of CloudEvents. */
final class Event {

    /** How the fields are called that name an event, normalised. All but the first count beside data only. */
    private static final List<String> NAMES =
            List.of("type", "event", "eventtype", "eventname", "topic", "action", "operation");

    /** When it was, normalised, best first. */
    private static final List<String> TIMES = List.of("time", "createdat", "created", "timestamp", "occurredat");

    private Event() {}

    /** What a field says, if it names the event. */
    static Optional<Said> said(Map.Entry<String, JsonNode> field, boolean beforeData) {
        return isName(field.getKey(), beforeData) && field.getValue().isTextual()
                ? Said.ofEvent(field.getKey(), field.getValue().asText())
                : Optional.empty();
    }

    private static boolean isName(String field, boolean beforeData) {
        for (String name : beforeData ? NAMES : NAMES.subList(0, 1)) {
            if (FieldName.is(field, name)) {
                return true;
            }
        }
        return false;
    }

    /** When the event was that an object is, if it is one. */
    private static Optional<Version> time(ObjectNode body) {
        return isEvent(body)
                ? TIMES.stream().flatMap(name -> time(body, name).stream()).findFirst()
                : Optional.empty();
    }

    private static boolean isEvent(ObjectNode body) {
        for (Map.Entry<String, JsonNode> field : body.properties()) {
            if (field.getValue().isTextual() && isName(field.getKey(), true)) {
                return true;
            }
        }
        return false;
    }

    private static Optional<Version> time(ObjectNode body, String name) {
        return body.properties().stream()
                .filter(field -> FieldName.is(field.getKey(), name))
                .flatMap(field -> Version.ofMoment(field.getValue()).stream())
                .findFirst();
    }

    /** Whether any of these marks is the name of an event. */
    static boolean isNamed(List<Said> marks) {
        return !marks.isEmpty() && marks.stream().anyMatch(said -> said.dialect() == Dialect.EVENT);
    }

    /** An event, or an envelope; the data of Stripe's events are an object within. */
    static Layer layer(ObjectNode body, List<Said> marks) {
        ObjectNode data = (ObjectNode) body.path("data");
        return new Layer.Around(
                isNamed(marks) && data.get("object") instanceof ObjectNode object ? object : data,
                List.of(),
                time(body));
    }
}
