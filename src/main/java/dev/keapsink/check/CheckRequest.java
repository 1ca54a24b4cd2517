package dev.keapsink.check;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.keapsink.record.Message;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Requests a check of the deployment, and previews of records.
 *
 * @param records bodies of messages, each as an object, a list or a text; null for no preview
 * @param attributes the attributes of each of these messages, as texts by name
 * @param mapping the document of a mapping to try instead of the deployment's; null for the deployment's own
 * @param local whether an operator runs the check on a machine of their own. What only a deployment sets may then be
 *     unset
 * @param others the fields of the event that mean nothing to a check; null for none
 */
public record CheckRequest(
        @Nullable List<JsonNode> records,
        @Nullable Map<String, String> attributes,

        @JsonDeserialize(using = DocumentText.class) @Nullable
        String mapping,

        boolean local,
        @JsonAnySetter @Nullable Map<String, JsonNode> others) {

    /** Requests a check of the deployment alone. */
    public static final CheckRequest NONE = new CheckRequest(null, null, null, false, null);

    /** Returns the document of the mapping to try; empty for the deployment's own mapping. */
    public Optional<String> mappingDocument() {
        return Optional.ofNullable(mapping);
    }

    /** Returns the names of the fields that mean nothing to a check. */
    Set<String> unknown() {
        return new TreeSet<>(
                Objects.requireNonNullElse(others, Map.<String, JsonNode>of()).keySet());
    }

    List<JsonNode> bodies() {
        return Objects.requireNonNullElse(records, List.of());
    }

    Map<String, Message.Attribute> messageAttributes() {
        Map<String, Message.Attribute> all = new HashMap<>();
        Objects.requireNonNullElse(attributes, Map.<String, String>of())
                .forEach((name, value) -> all.put(name, new Message.Attribute("String", value)));
        return all;
    }
}
