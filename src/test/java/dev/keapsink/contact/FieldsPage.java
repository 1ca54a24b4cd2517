package dev.keapsink.contact;

import dev.keapsink.field.CustomFieldType;
import dev.keapsink.field.Field;
import dev.keapsink.field.FieldNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables of docs/fields.md: what the code has, and what the page says. */
final class FieldsPage {

    static final Path PAGE = Path.of("docs/fields.md");

    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    /** A row of the first table: a field's label and the names it is found by. */
    record Row(String label, List<String> names) {}

    private FieldsPage() {}

    static List<String> ofFields() {
        return ContactFields.values().stream().map(FieldsPage::row).toList();
    }

    private static String row(Field field) {
        return "| %s | %s | %s | %s |"
                .formatted(
                        field.label(),
                        field.equals(ContactFields.COMPANY)
                                ? "[many](#names-of-exports)"
                                : names(FieldNames.USUAL, field.label()),
                        field.kind().description(),
                        field.maxLength() == Integer.MAX_VALUE ? "" : field.maxLength());
    }

    /** The fields without a place of their own. */
    static List<String> ofOthers() {
        Set<String> labels = ContactFields.values().stream().map(Field::label).collect(Collectors.toSet());
        return fields(FieldNames.USUAL).stream()
                .filter(field -> !labels.contains(field))
                .map(field -> "| %s | %s |".formatted(field, names(FieldNames.USUAL, field)))
                .toList();
    }

    static List<String> ofProducers() {
        return ContactNames.ALL.lines().stream()
                .map(FieldNames.Line::producer)
                .filter(producer -> !producer.equals(FieldNames.USUAL))
                .distinct()
                .sorted()
                .map(producer -> "| %s | %s |".formatted(producer, namesOf(producer)))
                .toList();
    }

    private static String namesOf(String producer) {
        return fields(producer).stream()
                .map(field -> field + ": " + names(producer, field))
                .collect(Collectors.joining("; "));
    }

    private static Set<String> fields(String producer) {
        return ContactNames.ALL.lines().stream()
                .filter(line -> line.producer().equals(producer))
                .map(FieldNames.Line::field)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String names(String producer, String field) {
        return ContactNames.ALL.lines().stream()
                .filter(line -> line.producer().equals(producer) && line.field().equals(field))
                .map(line -> "`" + line.name() + "`")
                .collect(Collectors.joining(", "));
    }

    static List<String> ofCustomFields() {
        return Stream.of(CustomFieldType.values())
                .map(type -> "| %s | %s |".formatted(type.keapName(), type.description()))
                .toList();
    }

    /** The rows of the table of the page that begins with these headers. */
    static List<String> rows(String headers) throws IOException {
        return Files.readAllLines(PAGE).stream()
                .dropWhile(line -> !line.startsWith(headers))
                .skip(2)
                .takeWhile(line -> line.startsWith("| "))
                .toList();
    }

    static List<Row> documented() throws IOException {
        return rows("| field | found by").stream()
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
