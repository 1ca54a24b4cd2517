package dev.keapsink.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A body as its producer wrote it, without the SNS notifications and EventBridge events around it. Each of these is
 * recognised by the fields that it always has.
 *
 * @param events the EventBridge events, the innermost first
 */
record Unwrapped(ObjectNode body, Attributes attributes, List<ObjectNode> events) {

    /** A rule may send an event to a topic, and an event bus may pass it on. No message needs more. */
    static final int MOST_WRAPPINGS = 3;

    /**
     * Removes every wrapping.
     *
     * @throws InvalidValue if there are too many, or if one holds no JSON object
     */
    static Unwrapped of(ObjectNode body, Attributes attributes) {
        Unwrapped unwrapped = new Unwrapped(body, attributes, List.of());
        for (int wrappings = 0; unwrapped.isNotification() || unwrapped.isEvent(); wrappings++) {
            if (wrappings == MOST_WRAPPINGS) {
                throw InvalidValue.unreadable(
                        "The record is wrapped in more than %d notifications and events.".formatted(MOST_WRAPPINGS));
            }
            unwrapped = unwrapped.isNotification() ? unwrapped.message() : unwrapped.detail();
        }
        return unwrapped;
    }

    /**
     * The content of a notification, as if the message had come without the topic.
     *
     * @param events the EventBridge events that were around it, the innermost first
     */
    record Notified(Message message, List<ObjectNode> events) {

        /** The same content within the events of an outer notification too. */
        Notified within(Notified other) {
            return new Notified(
                    message,
                    Stream.concat(events.stream(), other.events.stream()).toList());
        }

        /** One record of several, wrapped again in the events, which name its operation and its moment. */
        Message holding(String text) {
            JsonNode record = events.isEmpty() ? MissingNode.getInstance() : Json.orMissing(text);
            for (ObjectNode event : record.isObject() ? events : List.<ObjectNode>of()) {
                record = event.deepCopy().set("detail", record);
            }
            return message.holding(record.isObject() ? record.toString() : text, message.attributes());
        }
    }

    /** The content of a notification; empty if the message is not a notification. */
    static Optional<Notified> notified(Message message) {
        try {
            Unwrapped unwrapped = of(message);
            for (int events = 0;
                    !unwrapped.isNotification() && unwrapped.isEvent() && events < MOST_WRAPPINGS;
                    events++) {
                unwrapped = unwrapped.detail();
            }
            return unwrapped.isNotification()
                    ? Optional.of(new Notified(
                            message.holding(
                                    unwrapped.text(), unwrapped.notified().byName()),
                            unwrapped.events()))
                    : Optional.empty();
        } catch (InvalidValue notEvenAnObject) {
            return Optional.empty();
        }
    }

    private static Unwrapped of(Message message) {
        Attributes attributes = new Attributes(message.attributes());
        return new Unwrapped(Payload.object(message.body(), "body", attributes), attributes, List.of());
    }

    private boolean isNotification() {
        return body.path("Type").asText().equals("Notification")
                && body.path("MessageId").isTextual()
                && body.path("TopicArn").isTextual()
                && body.path("Message").isTextual();
    }

    private boolean isEvent() {
        return body.path("detail-type").isTextual()
                && body.path("source").isTextual()
                && body.path("detail").isObject();
    }

    private Unwrapped message() {
        Attributes notified = notified();
        return new Unwrapped(Payload.object(text(), "notification's Message", notified), notified, events);
    }

    private String text() {
        return body.path("Message").asText();
    }

    private Attributes notified() {
        return attributes.notified(body);
    }

    private Unwrapped detail() {
        JsonNode detail = body.path("detail");
        List<ObjectNode> all = Stream.concat(Stream.of(body), events.stream()).toList();
        return new Unwrapped((ObjectNode) detail, attributes, all);
    }

    /** The operations that the message names outside the body. */
    List<NamedOperation> said() {
        return events.isEmpty()
                ? attributes.said()
                : Stream.concat(attributes.said().stream(), saidByEvents()).toList();
    }

    private Stream<NamedOperation> saidByEvents() {
        return events.stream()
                .flatMap(event -> NamedOperation.ofEvent(
                        "detail-type", event.path("detail-type").asText())
                        .stream());
    }
}
