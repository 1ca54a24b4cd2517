package dev.keapsink.app;

import dev.keapsink.field.Field;
import dev.keapsink.field.FieldNames;
import dev.keapsink.object.KeyedTypes;
import dev.keapsink.order.ItemFields;
import dev.keapsink.record.ObjectType;
import dev.keapsink.support.FieldTables;
import dev.keapsink.support.GeneratedPage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** docs/objects.md: a section for each type that is written beside contacts, in the order of the types. */
final class ObjectsPage {

    static final GeneratedPage PAGE = new GeneratedPage("objects.md");

    private static final String SUMMARY = "| stream | refers to | a create needs | key field |";
    private static final String ITEMS = FieldTables.HEADER.replace("| field |", "| field of an item |");
    private static final String REJECTS = "| reject | field | when |";

    private static final Pattern JSON = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);
    private static final Pattern CALL = Pattern.compile("```\n(POST [^\n]+)\n(.*?)```", Pattern.DOTALL);

    private final String text;

    private ObjectsPage(String text) {
        this.text = text;
    }

    /** The page as it is checked in. */
    static ObjectsPage checkedIn() {
        return new ObjectsPage(PAGE.text());
    }

    /** The types whose sections have tables. That of contacts leads to the page about them. */
    static List<ObjectType> besideContacts() {
        return Stream.of(ObjectType.values())
                .filter(type -> type != ObjectType.CONTACTS)
                .toList();
    }

    /**
     * A page with all tables and sections that it should have.
     *
     * @param needed what a create needs, in words, by type
     */
    static String written(String page, Map<ObjectType, String> needed) {
        ObjectsPage before = new ObjectsPage(page);
        List<String> summary = besideContacts().stream()
                .map(type -> "| [%s](#%s) | %s | %s | %s |"
                        .formatted(
                                type.stream(),
                                type.stream(),
                                references(type),
                                needed.getOrDefault(type, ""),
                                KeyedTypes.haveKeyField(type) ? "yes" : "no"))
                .toList();
        return Stream.concat(
                        Stream.of(FieldTables.replaced(before.head(), SUMMARY, summary)),
                        Stream.of(ObjectType.values()).map(before::written))
                .collect(Collectors.joining("\n"));
    }

    private String written(ObjectType type) {
        String section = section(type).orElse(heading(type));
        return switch (type) {
            case CONTACTS -> section;
            case ORDERS ->
                replaced(replaced(section, ITEMS, ItemFields.ALL), FieldTables.HEADER, Vocabulary.names(type));
            default -> replaced(section, FieldTables.HEADER, Vocabulary.names(type));
        };
    }

    private static String replaced(String section, String header, FieldNames names) {
        return FieldTables.replaced(section, header, FieldTables.rows(names, "fields.md"));
    }

    private static String references(ObjectType type) {
        return type.parents().stream()
                .map(parent -> Map.entry(parent, fields(type, parent)))
                .filter(fields -> !fields.getValue().isEmpty())
                .map(fields -> "%s: %s".formatted(fields.getKey().one(), fields.getValue()))
                .collect(Collectors.joining("; "));
    }

    private static String fields(ObjectType type, ObjectType parent) {
        return labels(type).stream()
                .filter(label -> label.startsWith(parent.noun() + "_"))
                .map(label -> "`" + label + "`")
                .collect(Collectors.joining(", "));
    }

    /** The labels of the fields of a type. */
    static List<String> labels(ObjectType type) {
        return labels(Vocabulary.names(type));
    }

    /** The labels by which a reject names a field of the first item of an order. */
    static List<String> labelsOfAnItem() {
        return labels(ItemFields.ALL).stream()
                .map(label -> "order_items[0]." + label)
                .toList();
    }

    private static List<String> labels(FieldNames names) {
        return names.table().values().stream().map(Field::label).toList();
    }

    /** What stands before the first section of a type. */
    private String head() {
        return text.substring(
                0,
                Stream.of(ObjectType.values())
                        .map(type -> text.indexOf("\n" + heading(type)))
                        .filter(at -> at >= 0)
                        .min(Integer::compare)
                        .orElse(text.length()));
    }

    private static String heading(ObjectType type) {
        return "## " + type.stream() + "\n";
    }

    /** The section of a type, with its heading; empty if it has none. */
    Optional<String> section(ObjectType type) {
        int from = text.indexOf("\n" + heading(type)) + 1;
        int to = text.indexOf("\n## ", from);
        return from == 0 ? Optional.empty() : Optional.of(text.substring(from, to < 0 ? text.length() : to));
    }

    /** The record that a type's section has for an example. */
    Optional<String> example(ObjectType type) {
        return section(type).flatMap(section -> first(JSON, section)).map(found -> found.group(1));
    }

    /** The call that the example becomes: method and path, and the body. */
    Optional<Map.Entry<String, String>> call(ObjectType type) {
        return section(type)
                .flatMap(section -> first(CALL, section))
                .map(found -> Map.entry(found.group(1), found.group(2)));
    }

    private static Optional<MatchResult> first(Pattern pattern, String section) {
        return pattern.matcher(section).results().findFirst();
    }

    /** The cells of the rows of a type's table of rejects. */
    List<List<String>> rejects(ObjectType type) {
        return FieldTables.documented(section(type).orElse(""), REJECTS).stream()
                .map(line ->
                        Stream.of(line.split("\\|")).skip(1).map(String::strip).toList())
                .toList();
    }
}
