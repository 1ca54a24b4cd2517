package dev.keapsink.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.record.OperationMarks.Place;
import dev.keapsink.record.SinkRecord.Operation;
import dev.keapsink.text.Blanks;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** An event that names itself after what happened, such as a webhook's or one of CloudEvents. */
final class Event {

    /** How the fields are called that name an event, normalised, whatever else is there. */
    private static final List<String> NAMES = List.of(
            "type",
            "detailtype",
            "event",
            "eventtype",
            "eventname",
            "eventkey",
            "subscriptiontype",
            "messagetype",
            "notificationtype",
            "webhookevent",
            "operationtype",
            "action",
            "operation");

    /** All but these may be columns of a record, where only a deletion counts. */
    private static final List<String> SURE = NAMES.subList(0, 2);

    /** The same beside data. */
    static final List<String> BESIDE_DATA = Stream.concat(
                    NAMES.stream(), Stream.of("topic", "trigger", "routingkey", "verb"))
            .toList();

    private static final NameSet ANY = new NameSet(BESIDE_DATA);

    /** How the names of message attributes end that name an event. */
    private static final List<String> ENDS_OF_ATTRIBUTES =
            Stream.concat(BESIDE_DATA.stream(), Stream.of("subject")).toList();

    /** In these a letter is a word. */
    private static final List<String> OPERATIONS = List.of("action", "operation", "operationtype", "verb");

    /** An attribute of the sink's own, which names no event. */
    private static final String CONTACT_TYPE = "contacttype";

    /** When it was, normalised, best first. */
    private static final List<String> TIMES = List.of("time", "createdat", "created", "timestamp", "occurredat");

    private Event() {}

    /** What a field says, if it names the event. */
    static Optional<NamedOperation> said(Map.Entry<String, JsonNode> field, Place place) {
        String name = field.getKey();
        if (!field.getValue().isTextual()) {
            return Optional.empty();
        }
        String text = field.getValue().asText();
        return switch (place) {
            case ENVELOPE, WITHIN_ENVELOPE ->
                FieldName.isOneOf(BESIDE_DATA, name) ? besideData(name, text, place) : Optional.empty();
            case BODY ->
                FieldName.isOneOf(NAMES, name)
                        ? NamedOperation.ofAnything(name, text)
                                .filter(said -> !said.means(Operation.UPSERT) || FieldName.isOneOf(SURE, name))
                        : Optional.empty();
            case DATA -> Optional.empty();
        };
    }

    private static Optional<NamedOperation> besideData(String name, String text, Place place) {
        Optional<NamedOperation> event = NamedOperation.ofEvent(name, text);
        if (event.stream().anyMatch(said -> said.meaning().isPresent()) || !FieldName.isOneOf(OPERATIONS, name)) {
            return event;
        }
        boolean mustBeKnown = place == Place.ENVELOPE && FieldName.is(name, "operation");
        return mustBeKnown
                ? NamedOperation.of(Dialect.ENVELOPE, name, text)
                : NamedOperation.of(Dialect.EVENT, name, text).map(NamedOperation::perhaps);
    }

    /** What a message attribute says if it names a deletion, as the header {@code X-Shopify-Topic} of a webhook does. */
    static Optional<NamedOperation> deletionByAttribute(String name, String text) {
        if (FieldName.endsWith(name, Debezium.OP_OF_CLOUD_EVENT)) {
            return NamedOperation.of(Dialect.DEBEZIUM, name, text).filter(said -> said.means(Operation.DELETE));
        }
        return namesEvent(name)
                ? NamedOperation.ofAnything(name, text).filter(said -> said.means(Operation.DELETE))
                : Optional.empty();
    }

    private static boolean namesEvent(String attribute) {
        for (String end : ENDS_OF_ATTRIBUTES) {
            if (FieldName.endsWith(attribute, end)) {
                return !FieldName.is(attribute, CONTACT_TYPE);
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
            if (field.getValue().isTextual() && ANY.hold(field.getKey())) {
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
    static boolean isNamed(List<NamedOperation> marks) {
        return !marks.isEmpty()
                && marks.stream()
                        .anyMatch(said -> said.dialect() == Dialect.EVENT
                                && said.meaning().isPresent());
    }

    /** Whether something beside the object tells who it is: then the object is but a part of the record. */
    private static boolean identifies(ObjectNode data) {
        return data.properties().stream()
                .filter(field -> field.getValue().isTextual()
                        && !Blanks.isBlank(field.getValue().asText()))
                .anyMatch(field -> field.getValue().asText().indexOf('@') > 0
                        || FieldName.normalised(field.getKey()).contains("phone"));
    }

    /** An event, or an envelope; the data of Stripe's events are an object within. */
    static Layer layer(ObjectNode body, List<NamedOperation> marks) {
        ObjectNode data = (ObjectNode) body.path("data");
        return new Layer.Around(
                isNamed(marks) && data.get("object") instanceof ObjectNode object && !identifies(data) ? object : data,
                List.of(),
                time(body));
    }
}
