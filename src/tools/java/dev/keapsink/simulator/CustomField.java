package dev.keapsink.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;

/**
 * A custom field of contacts.
 *
 * @param label as the account's users see it
 * @param name as the API shows it, such as {@code _LeadScore}
 * @param options of a type with options; empty for the others
 */
public record CustomField(long id, String label, String name, FieldType type, List<Option> options) {

    /**
     * An option that a contact's field may hold. An option of a Drilldown may lead to further options.
     *
     * @param options the further options, of which one is chosen in place of this one
     */
    public record Option(String id, String label, List<Option> options) {
        /** An option whose id is its label. */
        public static Option of(String label, Option... options) {
            return new Option(label, label, List.of(options));
        }

        /** The labels of the options without further ones, which alone can be chosen. */
        Stream<String> leaves() {
            return options.isEmpty() ? Stream.of(label) : options.stream().flatMap(Option::leaves);
        }
    }

    /** A field with a copy of the options. */
    public CustomField {
        options = List.copyOf(options);
    }

    /** A field whose name follows from its label, as in "Lead Score" and {@code _LeadScore}. */
    public static CustomField of(long id, String label, FieldType type) {
        return new CustomField(id, label, "_" + label.replaceAll("[^A-Za-z0-9]", ""), type, List.of());
    }

    /** The same field with these options. */
    public CustomField choosing(Option... choices) {
        return new CustomField(id, label, name, type, List.of(choices));
    }

    /** The same field with options of these labels. */
    public CustomField choosing(String... labels) {
        return choosing(Stream.of(labels).map(Option::of).toArray(Option[]::new));
    }

    List<String> choices() {
        return options.stream().flatMap(Option::leaves).toList();
    }

    /** How v2's filters find objects by this field. */
    Filter.Target filterTarget() {
        return new Filter.Target(StoredObject.customFieldName(id), type.filterKind());
    }

    /** The description of a field of an object that is no contact. */
    ObjectNode view2(String recordType) {
        ObjectNode view = Json.object().put("id", String.valueOf(id)).put("label", label);
        view.put("field_name", name).put("field_type", type.name()).put("record_type", recordType);
        view.putNull("default_value").put("group_id", "1").put("group_name", "Custom Fields");
        ArrayNode list = view.putArray("options");
        options.forEach(option -> list.addObject().put("id", option.id).put("label", option.label));
        return view;
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
