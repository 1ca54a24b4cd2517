package dev.keapsink.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * A body as its producer wrote it, without what others wrapped around it on its way: notifications of SNS and events of
 * EventBridge, each recognised by the fields that it always has.
 */
record Unwrapped(ObjectNode body, Attributes attributes) {

    /** An event may reach a topic through a rule, and an event bus may pass it on; nothing needs more. */
    static final int MOST_WRAPPINGS = 3;

    /**
     * Takes off every wrapping.
     *
     * @throws InvalidValue if there are too many, or if one holds no JSON object
     */
    static Unwrapped of(ObjectNode body, Attributes attributes) {
        Unwrapped unwrapped = new Unwrapped(body, attributes);
        for (int wrappings = 0; unwrapped.isNotification() || unwrapped.isEvent(); wrappings++) {
            if (wrappings == MOST_WRAPPINGS) {
                throw InvalidValue.unreadable(
                        "The record is wrapped in more than %d notifications and events.".formatted(MOST_WRAPPINGS));
            }
            unwrapped = unwrapped.isNotification() ? unwrapped.message() : unwrapped.detail();
        }
        return unwrapped;
    }

    /** A notification's message as if it had come without the topic; nothing if the message is no notification. */
    static Optional<Message> notified(Message message) {
        try {
            Unwrapped unwrapped =
                    new Unwrapped(Json.object(message.body(), "body"), new Attributes(message.attributes()));
            for (int events = 0;
                    !unwrapped.isNotification() && unwrapped.isEvent() && events < MOST_WRAPPINGS;
                    events++) {
                unwrapped = unwrapped.detail();
            }
            return unwrapped.isNotification()
                    ? Optional.of(message.holding(
                            unwrapped.text(), unwrapped.notified().byName()))
                    : Optional.empty();
        } catch (InvalidValue notEvenAnObject) {
            return Optional.empty();
        }
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
        return new Unwrapped(Json.object(text(), "notification's Message"), notified());
    }

    private String text() {
        return body.path("Message").asText();
    }

    private Attributes notified() {
        return attributes.with(body.path("MessageAttributes"));
    }

    private Unwrapped detail() {
        JsonNode detail = body.path("detail");
        return new Unwrapped((ObjectNode) detail, attributes);
    }
}
