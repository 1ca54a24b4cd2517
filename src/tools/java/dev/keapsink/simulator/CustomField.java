package dev.keapsink.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;

/** A custom field of contacts, as the account's owner made it. */
public record CustomField(long id, String label, String name, FieldType type, List<Option> options) {

    /** Something to choose; in a Drilldown it may lead to further options. */
    public record Option(String id, String label, List<Option> options) {
        public static Option of(String label, Option... options) {
            return new Option(label, label, List.of(options));
        }

        /** The labels of what can be chosen in the end. */
        Stream<String> leaves() {
            return options.isEmpty() ? Stream.of(label) : options.stream().flatMap(Option::leaves);
        }
    }

    public CustomField {
        options = List.copyOf(options);
    }

    /** A field whose name follows from its label, as in "Lead Score" and {@code _LeadScore}. */
    public static CustomField of(long id, String label, FieldType type) {
        return new CustomField(id, label, "_" + label.replaceAll("[^A-Za-z0-9]", ""), type, List.of());
    }

    /** The same field with something to choose. */
    public CustomField choosing(Option... choices) {
        return new CustomField(id, label, name, type, List.of(choices));
    }

    public CustomField choosing(String... labels) {
        return choosing(Stream.of(labels).map(Option::of).toArray(Option[]::new));
    }

    List<String> choices() {
        return options.stream().flatMap(Option::leaves).toList();
    }

    ObjectNode view() {
        ObjectNode view = Json.object().put("id", id).put("label", label).put("field_name", name);
        view.put("field_type", type.v1()).put("record_type", "CONTACT").putNull("default_value");
        show(options, view.putArray("options"));
        return view;
    }

    private static void show(List<Option> options, ArrayNode list) {
        for (Option option : options) {
            ObjectNode item = list.addObject().put("id", option.id).put("label", option.label);
            show(option.options, item.putArray("options"));
        }
    }
}
