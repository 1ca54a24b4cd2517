package dev.keapsink.tools.probe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** A custom contact field that the account has. */
record Field(long id, String label, String type, List<String> options) {

    static Field of(JsonNode model) {
        return new Field(
                model.path("id").asLong(),
                model.path("label").asText(),
                model.path("field_type").asText(),
                model.path("options").findValuesAsText("label"));
    }

    /** Text that needs no encoding. */
    boolean isText() {
        return List.of("Text", "TextArea", "Name").contains(type);
    }

    /** A value about whose encoding there is no doubt, if the type has such values. */
    Optional<JsonNode> plainValue() {
        return switch (type) {
            case "Text", "TextArea", "Name" -> Optional.of(Json.of("Keap Sink"));
            case "WholeNumber", "DecimalNumber", "Currency", "Percent" -> Optional.of(Json.of(7));
            case "Dropdown", "Radio" -> options.stream().findFirst().map(Json::of);
            default -> Optional.empty();
        };
    }

    /** What a contact holds in this field; missing if nothing. */
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
