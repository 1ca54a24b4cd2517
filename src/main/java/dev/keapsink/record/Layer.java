package dev.keapsink.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** What an object turns out to be that is not itself a record's data. */
sealed interface Layer {

    /** A message of the producer's own machinery: there is nothing to write. */
    record Control() implements Layer {}

    /**
     * Something around data.
     *
     * @param said the operations that it names
     * @param time orders the record if nothing else does
     */
    record Around(ObjectNode data, List<NamedOperation> said, Optional<Version> time) implements Layer {}

    /** A change of a row of which the message lacks the row. */
    static InvalidValue lacking(String field, String what) {
        return new InvalidValue(new Outcome.Rejected(Reason.NO_MATCH_KEY, field, what));
    }

    /** An object with something in it. */
    static Optional<ObjectNode> filled(JsonNode json) {
        return json instanceof ObjectNode object && !object.isEmpty() ? Optional.of(object) : Optional.empty();
    }

    /** Whether an object has no other fields than these. */
    static boolean hasOnly(ObjectNode object, List<String> names) {
        return object.properties().stream().allMatch(field -> names.contains(field.getKey()));
    }
}
