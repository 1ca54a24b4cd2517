package dev.keapsink.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.record.OperationMarks.Role;
import dev.keapsink.record.SinkRecord.Operation;
import dev.keapsink.text.Blanks;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads an event whose name says what happened, such as a webhook's or one of CloudEvents. */
final class Event {

    /** The normalised names of the fields that name an event, with or without data beside them. */
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

    /** Only these are surely no columns of a record. Under the other names only a deletion counts. */
    private static final List<String> NEVER_COLUMNS = NAMES.subList(0, 2);

    /** The normalised names of the fields that name an event beside data. */
    static final List<String> BESIDE_DATA = Stream.concat(
                    NAMES.stream(), Stream.of("topic", "trigger", "routingkey", "verb"))
            .toList();

    private static final NameSet EVENT_NAMES = new NameSet(BESIDE_DATA);

    /** The normalised ends of message attribute names that name an event. */
    private static final List<String> ENDS_OF_ATTRIBUTES =
            Stream.concat(BESIDE_DATA.stream(), Stream.of("subject")).toList();

    /** In these fields a single letter counts as a word. */
    private static final List<String> OPERATIONS = List.of("action", "operation", "operationtype", "verb");

    /** An attribute of the sink itself, which names no event although it ends like one. */
    private static final String CONTACT_TYPE = "contacttype";

    /** The normalised names of an event's moment, the best first. */
    private static final List<String> TIMES = List.of("time", "createdat", "created", "timestamp", "occurredat");

    private Event() {}

    /** The operation that a field names, if it is the name of an event. */
    static Optional<NamedOperation> said(Map.Entry<String, JsonNode> field, Role role) {
        String name = field.getKey();
        if (!field.getValue().isTextual()) {
            return Optional.empty();
        }
        String text = field.getValue().asText();
        return switch (role) {
            case ENVELOPE, WITHIN_ENVELOPE ->
                FieldName.isOneOf(BESIDE_DATA, name) ? besideData(name, text, role) : Optional.empty();
            case BODY ->
                FieldName.isOneOf(NAMES, name)
                        ? NamedOperation.ofAnything(name, text)
                                .filter(said -> !said.means(Operation.UPSERT) || FieldName.isOneOf(NEVER_COLUMNS, name))
                        : Optional.empty();
            case DATA -> Optional.empty();
        };
    }

    private static Optional<NamedOperation> besideData(String name, String text, Role role) {
        Optional<NamedOperation> event = NamedOperation.ofEvent(name, text);
        if (event.stream().anyMatch(said -> said.meaning().isPresent()) || !FieldName.isOneOf(OPERATIONS, name)) {
            return event;
        }
        boolean mustBeKnown = role == Role.ENVELOPE && FieldName.is(name, "operation");
        return mustBeKnown
                ? NamedOperation.of(Dialect.ENVELOPE, name, text)
                : NamedOperation.of(Dialect.EVENT, name, text).map(NamedOperation::unsure);
    }

    /**
     * The deletion that a message attribute names, such as the header {@code X-Shopify-Topic} of a webhook; empty if it
     * names none.
     */
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

    /** The moment of an event; empty if the object is not an event. */
    private static Optional<Version> time(ObjectNode body) {
        return isEvent(body)
                ? TIMES.stream().flatMap(name -> time(body, name).stream()).findFirst()
                : Optional.empty();
    }

    private static boolean isEvent(ObjectNode body) {
        for (Map.Entry<String, JsonNode> field : body.properties()) {
            if (field.getValue().isTextual() && EVENT_NAMES.hold(field.getKey())) {
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

    /** Whether one of these marks is an event's name with a known operation. */
    static boolean isNamed(List<NamedOperation> marks) {
        return !marks.isEmpty()
                && marks.stream()
                        .anyMatch(said -> said.dialect() == Dialect.EVENT
                                && said.meaning().isPresent());
    }

    /**
     * Whether the data hold an e-mail address or a phone number. Then an object within them is only a part of the
     * record.
     */
    private static boolean identifiesPerson(ObjectNode data) {
        return data.properties().stream()
                .filter(field -> field.getValue().isTextual()
                        && !Blanks.isBlank(field.getValue().asText()))
                .anyMatch(field -> field.getValue().asText().indexOf('@') > 0
                        || FieldName.normalised(field.getKey()).contains("phone"));
    }

    /** The data of an event or an envelope. Stripe's events nest them in a further {@code object}. */
    static Layer layer(ObjectNode body, List<NamedOperation> marks) {
        ObjectNode data = (ObjectNode) body.path("data");
        return new Layer.Wrapper(
                isNamed(marks) && data.get("object") instanceof ObjectNode object && !identifiesPerson(data)
                        ? object
                        : data,
                List.of(),
                time(body));
    }
}
