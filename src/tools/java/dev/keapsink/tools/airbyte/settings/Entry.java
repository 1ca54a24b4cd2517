package dev.keapsink.tools.airbyte.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.app.VariableRule;
import dev.keapsink.tools.airbyte.settings.Form.Branch;
import dev.keapsink.tools.airbyte.settings.Form.Choice;
import dev.keapsink.tools.airbyte.settings.Form.Flag;
import dev.keapsink.tools.airbyte.settings.Form.Group;
import dev.keapsink.tools.airbyte.settings.Form.OneOf;
import dev.keapsink.tools.airbyte.settings.Form.Text;
import dev.keapsink.tools.airbyte.settings.Form.Whole;
import java.util.List;
import java.util.Optional;

/**
 * Defines a setting of the destination. Immutable: the methods that add something return another one.
 *
 * @param title its name on the platform's form
 * @param description what the form says of it
 * @param required whether a configuration without it is refused
 * @param variable the function's variable that it becomes; empty for none
 * @param keywords what else the JSON Schema says of it
 */
record Entry(
        String name,
        Form form,
        String title,
        String description,
        boolean required,
        Optional<String> variable,
        ObjectNode keywords) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    static Entry text(String name, String title, String description) {
        return of(name, Text.ANY, title, description);
    }

    /** A text that has to match a regular expression as a whole. */
    static Entry text(String name, String title, String description, String pattern, String words) {
        return of(name, new Text(false, false, Optional.of(pattern), words), title, description);
    }

    static Entry secret(String name, String title, String description) {
        return of(name, new Text(true, false, Optional.empty(), "a text"), title, description);
    }

    static Entry secret(String name, String title, String description, String pattern, String words) {
        return of(name, new Text(true, false, Optional.of(pattern), words), title, description);
    }

    static Entry document(String name, String title, String description) {
        return of(name, new Text(false, true, Optional.empty(), "a JSON document"), title, description);
    }

    static Entry flag(String name, String title, String description) {
        return of(name, new Flag(), title, description).byDefault(JSON.booleanNode(false));
    }

    static Entry whole(String name, int least, int most, String title, String description) {
        return of(name, new Whole(least, most), title, description);
    }

    /** One of the texts that a variable of the function allows, with its default. */
    static Entry choice(String name, String variable, String title, String description) {
        return of(name, new Choice(VariableRule.of(variable).choices()), title, description)
                .becomes(variable);
    }

    static Entry group(String name, String title, String description, Entry... entries) {
        return of(name, new Group(List.of(entries)), title, description);
    }

    static Entry oneOf(String name, String discriminator, String title, String description, Branch... branches) {
        return of(name, new OneOf(discriminator, List.of(branches)), title, description);
    }

    static Branch branch(String value, String title, Entry... entries) {
        return new Branch(value, title, List.of(entries));
    }

    private static Entry of(String name, Form form, String title, String description) {
        return new Entry(name, form, title, description, false, Optional.empty(), JSON.objectNode());
    }

    Entry mandatory() {
        return new Entry(name, form, title, description, true, variable, keywords);
    }

    /** The setting as a variable of the function, whose rule and default it takes over. */
    Entry becomes(String variable) {
        Entry becoming = new Entry(name, form, title, description, required, Optional.of(variable), keywords);
        String byDefault = VariableRule.of(variable).byDefault();
        return byDefault.isEmpty() ? becoming : becoming.byDefault(JSON.textNode(byDefault));
    }

    Entry byDefault(JsonNode value) {
        return with("default", value);
    }

    Entry alwaysShown() {
        return with("always_show", JSON.booleanNode(true));
    }

    Entry examples(String... examples) {
        ArrayNode list = JSON.arrayNode();
        List.of(examples).forEach(list::add);
        return with("examples", list);
    }

    private Entry with(String keyword, JsonNode value) {
        return new Entry(
                name,
                form,
                title,
                description,
                required,
                variable,
                keywords.deepCopy().set(keyword, value));
    }

    boolean isSecret() {
        return form instanceof Text text && text.secret();
    }
}
