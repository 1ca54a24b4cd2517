package dev.keapsink.check;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What to check beside the deployment.
 *
 * @param records bodies of messages, each as an object or a list, or as a text; none for no preview
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CheckRequest(@Nullable List<JsonNode> records) {

    List<JsonNode> bodies() {
        return Objects.requireNonNullElse(records, List.of());
    }
}
