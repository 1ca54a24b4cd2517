package dev.keapsink.tools.airbyte.settings;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.tools.airbyte.settings.Form.Branch;
import dev.keapsink.tools.airbyte.settings.Form.Choice;
import dev.keapsink.tools.airbyte.settings.Form.Flag;
import dev.keapsink.tools.airbyte.settings.Form.Group;
import dev.keapsink.tools.airbyte.settings.Form.OneOf;
import dev.keapsink.tools.airbyte.settings.Form.Text;
import dev.keapsink.tools.airbyte.settings.Form.Whole;
import java.util.List;

/** Writes settings as a JSON Schema (draft-07) with the keywords that Airbyte's form knows. */
final class SchemaWriter {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private SchemaWriter() {}

    /** The schema of a whole configuration. */
    static ObjectNode schema(String title, List<Entry> entries) {
        ObjectNode schema = JSON.objectNode().put("$schema", "http://json-schema.org/draft-07/schema#");
        schema.put("title", title);
        return schema.setAll(object(entries));
    }

    private static ObjectNode object(List<Entry> entries) {
        ObjectNode object = JSON.objectNode().put("type", "object").put("additionalProperties", true);
        ArrayNode required = JSON.arrayNode();
        ObjectNode properties = object.putObject("properties");
        for (Entry entry : entries) {
            properties.set(entry.name(), property(entry, properties.size()));
            if (entry.required()) {
                required.add(entry.name());
            }
        }
        return required.isEmpty() ? object : object.set("required", required);
    }

    private static ObjectNode property(Entry entry, int order) {
        ObjectNode property = form(entry.form())
                .put("title", entry.title())
                .put("description", entry.description())
                .put("order", order);
        return property.setAll(entry.keywords());
    }

    private static ObjectNode form(Form form) {
        return switch (form) {
            case Text text -> text(text);
            case Choice choice -> {
                ObjectNode node = type("string");
                choice.choices().forEach(node.putArray("enum")::add);
                yield node;
            }
            case Flag flag -> type("boolean");
            case Whole whole -> whole(whole);
            case Group group -> object(group.entries());
            case OneOf oneOf -> oneOf(oneOf);
        };
    }

    private static ObjectNode text(Text text) {
        ObjectNode node = type("string");
        if (text.secret()) {
            node.put("airbyte_secret", true);
        }
        if (text.multiline()) {
            node.put("multiline", true);
        }
        text.pattern().ifPresent(pattern -> node.put("pattern", pattern).put("pattern_descriptor", text.words()));
        return node;
    }

    private static ObjectNode whole(Whole whole) {
        ObjectNode node = type("integer").put("minimum", whole.least());
        return whole.most() == Integer.MAX_VALUE ? node : node.put("maximum", whole.most());
    }

    private static ObjectNode oneOf(OneOf oneOf) {
        ObjectNode node = type("object");
        ArrayNode branches = node.putArray("oneOf");
        oneOf.branches().forEach(branch -> branches.add(branch(oneOf.discriminator(), branch)));
        return node;
    }

    private static ObjectNode branch(String discriminator, Branch branch) {
        ObjectNode node = JSON.objectNode().put("title", branch.title());
        node.setAll(object(branch.entries()));
        ObjectNode properties = JSON.objectNode();
        properties.set(
                discriminator, type("string").put("const", branch.value()).put("default", branch.value()));
        node.withObject("properties").properties().forEach(entry -> {
            ObjectNode property = (ObjectNode) entry.getValue();
            // The discriminator is the first.
            properties.set(
                    entry.getKey(), property.put("order", property.path("order").asInt() + 1));
        });
        properties.withObject(discriminator).put("order", 0);
        node.set("properties", properties);
        node.withArray("required").insert(0, discriminator);
        return node;
    }

    private static ObjectNode type(String type) {
        return JSON.objectNode().put("type", type);
    }
}
