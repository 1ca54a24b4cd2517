package dev.keapsink.tools.airbyte;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The identity of a stream in Airbyte's protocol.
 *
 * @param namespace empty for none: the protocol's null and its empty text are the same
 */
record StreamName(String namespace, String name) {

    /** The stream that a record, a status or a part of a catalog names in these fields. */
    static StreamName of(JsonNode holder, String nameField) {
        return new StreamName(
                holder.path("namespace").isTextual() ? holder.path("namespace").textValue() : "",
                holder.path(nameField).asText());
    }

    /** The name for a person. */
    @Override
    public String toString() {
        return namespace.isEmpty() ? name : namespace + "." + name;
    }
}
