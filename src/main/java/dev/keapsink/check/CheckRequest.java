package dev.keapsink.check;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.record.Message;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Requests a check of the deployment, and previews of records.
 *
 * @param records bodies of messages, each as an object, a list or a text; null for no preview
 * @param attributes the attributes of each of these messages, as texts by name
 * @param mapping a mapping to try instead of the deployment's, as an object or as the text of one; null for the
 *     deployment's own
 * @param local whether an operator runs the check on a machine of their own. What only a deployment sets may then be
 *     unset
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CheckRequest(
        @Nullable List<JsonNode> records,
        @Nullable Map<String, String> attributes,
        @Nullable JsonNode mapping,
        boolean local) {

    /** Requests a check of the deployment alone. */
    public static final CheckRequest NONE = new CheckRequest(null, null, null, false);

    /** Returns the document of the mapping to try; empty for the deployment's own mapping. */
    public Optional<String> mappingDocument() {
        return Optional.ofNullable(mapping)
                .filter(document -> !document.isNull())
                .map(document -> document.isTextual() ? document.textValue() : document.toString());
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
