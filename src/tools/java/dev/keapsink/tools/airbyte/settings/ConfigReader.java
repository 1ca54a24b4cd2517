package dev.keapsink.tools.airbyte.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.keapsink.app.VariableRule;
import dev.keapsink.credential.SecretDetector;
import dev.keapsink.mapping.DidYouMean;
import dev.keapsink.text.Blanks;
import dev.keapsink.tools.airbyte.settings.Form.Branch;
import dev.keapsink.tools.airbyte.settings.Form.Choice;
import dev.keapsink.tools.airbyte.settings.Form.Flag;
import dev.keapsink.tools.airbyte.settings.Form.Group;
import dev.keapsink.tools.airbyte.settings.Form.OneOf;
import dev.keapsink.tools.airbyte.settings.Form.Text;
import dev.keapsink.tools.airbyte.settings.Form.Whole;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads a configuration by the table of settings. A blank text, a null and an absent setting are the same. */
final class ConfigReader {

    private final Complaints complaints;
    private final Map<String, Value> values = new TreeMap<>();

    private ConfigReader(Complaints complaints) {
        this.complaints = complaints;
    }

    /**
     * The values that a configuration has, by their paths.
     *
     * @param entries the settings of the whole configuration
     * @param complaints gets what is wrong; a wrong value is left out
     */
    static Map<String, Value> read(JsonNode config, List<Entry> entries, Complaints complaints) {
        ConfigReader reader = new ConfigReader(complaints);
        reader.object("", config, entries, Optional.empty());
        return reader.values;
    }

    private void object(String prefix, JsonNode object, List<Entry> entries, Optional<String> discriminator) {
        List<String> names = Stream.concat(
                        discriminator.stream(), entries.stream().map(Entry::name))
                .toList();
        object.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                complaints.unknown(prefix, name, names);
            }
        });
        for (Entry entry : entries) {
            entry(prefix.isEmpty() ? entry.name() : prefix + "." + entry.name(), object.path(entry.name()), entry);
        }
    }

    private void entry(String path, JsonNode json, Entry entry) {
        if (isUnset(json)) {
            if (entry.required()) {
                complaints.problem("%s is not set, but the destination needs it".formatted(path));
            }
            return;
        }
        switch (entry.form()) {
            case Text text when text.multiline() -> document(path, json, entry);
            case Text text -> text(path, json, entry, text);
            case Choice choice -> choice(path, json, entry, choice);
            case Flag flag -> flag(path, json, entry);
            case Whole whole -> whole(path, json, entry, whole);
            case Group group -> group(path, json, group);
            case OneOf oneOf -> oneOf(path, json, oneOf);
        }
    }

    static boolean isUnset(JsonNode json) {
        return json.isMissingNode() || json.isNull() || (json.isTextual() && Blanks.isBlank(json.asText()));
    }

    /** A document may be written as what it is, or as a text. What it means is read by its own reader. */
    private void document(String path, JsonNode json, Entry entry) {
        if (json.isTextual() || json.isObject()) {
            values.put(path, new Value(entry, json));
        } else {
            complaints.wrongKind(path, json, words(entry));
        }
    }

    private void text(String path, JsonNode json, Entry entry, Text text) {
        if (!json.isTextual()) {
            complaints.wrongKind(path, json, "a text: " + words(entry));
            return;
        }
        String value = Blanks.strip(json.asText());
        if (!entry.isSecret() && SecretDetector.isIn(value)) {
            complaints.misplacedSecret(path, words(entry));
        } else if (text.pattern().filter(pattern -> !value.matches(pattern)).isPresent()) {
            complaints.wrongText(path, value, text.words());
        } else if (isAllowed(path, value, entry)) {
            values.put(path, new Value(entry, new TextNode(value)));
        }
    }

    private void choice(String path, JsonNode json, Entry entry, Choice choice) {
        if (choice.choices().contains(json.asText())) {
            values.put(path, new Value(entry, json));
        } else {
            complaints.problem(noChoice(path, json, choice.choices()));
        }
    }

    private void flag(String path, JsonNode json, Entry entry) {
        if (json.isBoolean()) {
            values.put(path, new Value(entry, json));
        } else {
            complaints.wrongKind(path, json, "true or false");
        }
    }

    private void whole(String path, JsonNode json, Entry entry, Whole whole) {
        // 10.0 is a whole number, too: platforms write what their language makes of it.
        boolean isWhole = json.isNumber() && json.canConvertToExactIntegral() && json.canConvertToInt();
        if (isWhole && json.asInt() >= whole.least() && json.asInt() <= whole.most()) {
            values.put(path, new Value(entry, new IntNode(json.asInt())));
            return;
        }
        String bounds = whole.most() == Integer.MAX_VALUE
                ? "%d or more".formatted(whole.least())
                : "%d to %d".formatted(whole.least(), whole.most());
        complaints.problem("%s must be a whole number, %s".formatted(path, bounds));
    }

    private void group(String path, JsonNode json, Group group) {
        if (json.isObject()) {
            object(path, json, group.entries(), Optional.empty());
        } else {
            complaints.wrongKind(path, json, "an object");
        }
    }

    private void oneOf(String path, JsonNode json, OneOf oneOf) {
        if (!json.isObject()) {
            complaints.wrongKind(path, json, "an object with " + oneOf.discriminator());
            return;
        }
        String place = path + "." + oneOf.discriminator();
        JsonNode chosen = json.path(oneOf.discriminator());
        Optional<Branch> branch = oneOf.branches().stream()
                .filter(one -> chosen.isTextual() && one.value().equals(chosen.asText()))
                .findFirst();
        if (branch.isEmpty()) {
            complaints.problem(noChoice(place, chosen, oneOf.values()));
            return;
        }
        values.put(place, new Value(SettingsTable.DISCRIMINATOR, chosen));
        object(path, json, branch.orElseThrow().entries(), Optional.of(oneOf.discriminator()));
    }

    private boolean isAllowed(String path, String value, Entry entry) {
        Optional<String> complaint =
                entry.variable().flatMap(variable -> VariableRule.of(variable).complaint(path, value));
        complaint.ifPresent(complaints::problem);
        return complaint.isEmpty();
    }

    private static String words(Entry entry) {
        return entry.variable()
                .map(variable -> VariableRule.of(variable).words())
                .orElse(entry.form() instanceof Text text ? text.words() : "a value");
    }

    private static String noChoice(String path, JsonNode json, List<String> choices) {
        String found = isUnset(json) ? "not set" : "something else";
        return "%s is %s, but must be one of %s%s"
                .formatted(path, found, String.join(", ", choices), DidYouMean.suggestion(json.asText(), choices));
    }
}
