package dev.keapsink.contact;

import dev.keapsink.field.CustomFieldType;
import dev.keapsink.field.Field;
import dev.keapsink.field.FieldNames;
import dev.keapsink.support.FieldTables;
import dev.keapsink.support.GeneratedPage;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** docs/fields.md: the tables that the code has for it, and what it says. */
final class FieldsPage {

    static final GeneratedPage PAGE = new GeneratedPage("fields.md");

    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    /** A row of the first table: a field's label and the names it is found by. */
    record Row(String label, List<String> names) {}

    private FieldsPage() {}

    /** The page with the tables that the code makes. */
    static String written(String page) {
        String fields = FieldTables.replaced(
                page,
                FieldTables.HEADER,
                FieldTables.rows(ContactNames.ALL, "").stream()
                        .map(FieldsPage::withoutManyNames)
                        .toList());
        String others = FieldTables.replaced(fields, "| what | found by the names |", others());
        String producers = FieldTables.replaced(others, "| producer | fields and their names |", producers());
        return FieldTables.replaced(producers, "| type | value |", customFields());
    }

    /** The names of the company are those of exports, which have a table of their own. */
    private static String withoutManyNames(String row) {
        String[] cells = row.split("\\|", -1);
        if (cells[1].strip().equals(ContactFields.COMPANY.label())) {
            cells[2] = " [many](#names-of-exports) ";
        }
        return String.join("|", cells);
    }

    /** The fields without a place of their own. */
    private static List<String> others() {
        Set<String> labels = ContactFields.values().stream().map(Field::label).collect(Collectors.toSet());
        return FieldTables.fields(ContactNames.ALL, FieldNames.USUAL).stream()
                .filter(field -> !labels.contains(field))
                .map(field -> "| %s | %s |".formatted(field, names(FieldNames.USUAL, field)))
                .toList();
    }

    private static List<String> producers() {
        return ContactNames.ALL.lines().stream()
                .map(FieldNames.Line::producer)
                .filter(producer -> !producer.equals(FieldNames.USUAL))
                .distinct()
                .sorted()
                .map(producer -> "| %s | %s |".formatted(producer, namesOf(producer)))
                .toList();
    }

    private static String namesOf(String producer) {
        return FieldTables.fields(ContactNames.ALL, producer).stream()
                .map(field -> field + ": " + names(producer, field))
                .collect(Collectors.joining("; "));
    }

    private static String names(String producer, String field) {
        return FieldTables.names(ContactNames.ALL, producer, field);
    }

    private static List<String> customFields() {
        return Stream.of(CustomFieldType.values())
                .map(type -> "| %s | %s |".formatted(type.keapName(), type.description()))
                .toList();
    }

    /** The rows of the table of the page that begins with these headers. */
    static List<String> rows(String headers) {
        return FieldTables.documented(PAGE.text(), headers);
    }

    /** The rows of the first table. */
    static List<Row> documented() {
        return rows(FieldTables.HEADER).stream()
                .map(line -> line.split("\\|", -1))
                .map(cells -> new Row(
                        cells[1].strip(),
                        NAME.matcher(cells[2])
                                .results()
                                .map(name -> name.group(1))
                                .toList()))
                .toList();
    }
}
