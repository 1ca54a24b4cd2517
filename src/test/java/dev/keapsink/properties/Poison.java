package dev.keapsink.properties;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What can be wrong with a record, so that it can never be written. */
enum Poison {
    NONE(envelope -> {}),
    NOT_JSON(envelope -> {}),
    NOT_AN_OBJECT(envelope -> {}),
    UNKNOWN_STREAM(envelope -> envelope.put("stream", "orders")),
    UNKNOWN_OPERATION(envelope -> envelope.put("op", "merge")),
    BAD_VERSION(envelope -> envelope.put("version", "soon")),
    NOBODY(envelope -> envelope.putObject("data").put("city", "Rome")),
    /** Keap refuses a region without a country. */
    REFUSED(envelope -> ((ObjectNode) envelope.get("data")).put("state", "BY").put("country", "DE")),
    UNKNOWN_TAG(envelope -> envelope.withArray("tags").add(999)),
    UNKNOWN_TYPE(envelope -> envelope.put("contact_type", "Martian")),
    /** Nothing, but the message cannot be read because of another one. */
    BESIDE_UNREADABLE(envelope -> {});

    /** Those that a record brings along. */
    static final List<Poison> OWN =
            Stream.of(values()).filter(poison -> poison != BESIDE_UNREADABLE).toList();

    // A lambda without a state, which the check cannot see.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Consumer<ObjectNode> harm;

    Poison(Consumer<ObjectNode> harm) {
        this.harm = harm;
    }

    String body(ObjectNode envelope) {
        if (this == NOT_JSON) {
            return "no json";
        }
        if (this == NOT_AN_OBJECT) {
            return "7";
        }
        harm.accept(envelope);
        return envelope.toString();
    }

    boolean isNoObject() {
        return this == NOT_JSON || this == NOT_AN_OBJECT;
    }

    /** Whether it is about what a delete does not look at. */
    boolean sparesDeletes() {
        return this == REFUSED || this == UNKNOWN_TAG || this == UNKNOWN_TYPE;
    }
}
