package dev.keapsink.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** An object of a message that is not itself a record's data. */
sealed interface Layer {

    /** A control message of the producer: there is nothing to write. */
    record Control() implements Layer {}

    /**
     * An object that wraps the data.
     *
     * @param said the operations that the object names
     * @param time orders the record if nothing else does
     */
    record Wrapper(ObjectNode data, List<NamedOperation> said, Optional<Version> time) implements Layer {}

    /** The exception for a row's change whose message lacks the row. */
    static InvalidValue missingRow(String field, String what) {
        return new InvalidValue(new Outcome.Rejected(Reason.NO_MATCH_KEY, field, what));
    }

    /** A JSON object with at least one field; empty for any other value. */
    static Optional<ObjectNode> nonEmpty(JsonNode json) {
        return json instanceof ObjectNode object && !object.isEmpty() ? Optional.of(object) : Optional.empty();
    }

    /** Whether an object has no fields but these. */
    static boolean hasOnly(ObjectNode object, List<String> names) {
        return object.properties().stream().allMatch(field -> names.contains(field.getKey()));
    }
}
