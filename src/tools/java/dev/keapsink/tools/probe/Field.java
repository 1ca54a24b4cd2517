package dev.keapsink.tools.probe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.tools.keap.Json;
import java.util.List;
import java.util.Optional;

/**
 * A custom contact field of the account.
 *
 * @param type Keap's name of the type, such as {@code YesNo}
 * @param options the labels of the options to choose from; empty for other types
 */
record Field(long id, String label, String type, List<String> options) {

    static Field of(JsonNode model) {
        return new Field(
                model.path("id").asLong(),
                model.path("label").asText(),
                model.path("field_type").asText(),
                model.path("options").findValuesAsText("label"));
    }

    /** Returns whether it holds text. */
    boolean isText() {
        return List.of("Text", "TextArea", "Name").contains(type);
    }

    /** Returns a value for the field, if its type has one encoding only. */
    Optional<JsonNode> plainValue() {
        return switch (type) {
            case "Text", "TextArea", "Name" -> Optional.of(Json.of("Keap Sink"));
            case "WholeNumber", "DecimalNumber", "Currency", "Percent" -> Optional.of(Json.of(7));
            case "Dropdown", "Radio" -> options.stream().findFirst().map(Json::of);
            default -> Optional.empty();
        };
    }

    /** Returns the value of this field in a contact; a missing node if it has none. */
    JsonNode in(JsonNode contact) {
        for (JsonNode item : contact.path("custom_fields")) {
            if (item.path("id").asLong() == id) {
                return item.path("content");
            }
        }
        return Json.missing();
    }

    @Override
    public String toString() {
        return "%s (%s)".formatted(label, type);
    }
}
