package dev.keapsink.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.simulator.Behaviour.Clearing;
import java.util.Optional;

/** Values that stand for no value. */
final class Clearings {
    private Clearings() {}

    /** How the value empties a field, in an account that understands it so. */
    static Optional<Clearing> of(JsonNode value) {
        if (value.isNull()) {
            return Optional.of(Clearing.NULL);
        }
        return value.isTextual() && value.textValue().isEmpty() ? Optional.of(Clearing.EMPTY_TEXT) : Optional.empty();
    }

    static boolean clears(JsonNode value, Behaviour behaviour) {
        return of(value).filter(behaviour::is).isPresent();
    }

    /** A copy without the properties that are to be emptied. */
    static JsonNode without(JsonNode value, Behaviour behaviour) {
        JsonNode copy = value.deepCopy();
        if (copy instanceof ObjectNode object) {
            object.removeIf(property -> clears(property, behaviour));
        }
        return copy;
    }
}
