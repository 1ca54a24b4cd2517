package dev.keapsink.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.simulator.Behaviour.Clearing;
import java.util.Optional;

/** Recognises the values that empty a field. */
final class Clearings {
    private Clearings() {}

    /** The way in which a value empties a field, if the account behaves so; empty for an ordinary value. */
    static Optional<Clearing> of(JsonNode value) {
        if (value.isNull()) {
            return Optional.of(Clearing.NULL);
        }
        return value.isTextual() && value.textValue().isEmpty() ? Optional.of(Clearing.EMPTY_TEXT) : Optional.empty();
    }

    /** Whether a value empties a field in an account with this behaviour. */
    static boolean clears(JsonNode value, Behaviour behaviour) {
        return of(value).filter(behaviour::is).isPresent();
    }

    /** A copy without the properties whose value empties them. */
    static JsonNode without(JsonNode value, Behaviour behaviour) {
        JsonNode copy = value.deepCopy();
        if (copy instanceof ObjectNode object) {
            object.removeIf(property -> clears(property, behaviour));
        }
        return copy;
    }
}
