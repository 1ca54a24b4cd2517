package dev.keapsink.check;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.record.Message;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Requests a check of the deployment, and previews of records.
 *
 * @param records bodies of messages, each as an object, a list or a text; null for no preview
 * @param attributes the attributes of each of these messages, as texts by name
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CheckRequest(
        @Nullable List<JsonNode> records, @Nullable Map<String, String> attributes) {

    /** Requests a check of the deployment alone. */
    public static final CheckRequest NONE = new CheckRequest(null, null);

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
