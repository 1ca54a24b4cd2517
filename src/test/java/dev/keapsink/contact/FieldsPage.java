package dev.keapsink.contact;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The tables of docs/fields.md: what the code has, and what the page says. */
final class FieldsPage {

    static final Path PAGE = Path.of("docs/fields.md");

    /** A row of the first table: a field's label and the names it is found by. */
    record Row(String label, List<String> names) {}

    private FieldsPage() {}

    static List<String> ofFields() {
        return ContactFields.values().stream().map(FieldsPage::row).toList();
    }

    static List<String> ofCustomFields() {
        return Stream.of(CustomFieldType.values())
                .map(type -> "| %s | %s |".formatted(type.keapName(), type.description()))
                .toList();
    }

    private static String row(ContactField field) {
        return "| %s | %s | %s | %s |"
                .formatted(
                        field.label(),
                        String.join(
                                ", ",
                                field.spellings().stream()
                                        .map(name -> "`" + name + "`")
                                        .toList()),
                        field.kind().description(),
                        field.maxLength() == Integer.MAX_VALUE ? "" : field.maxLength());
    }

    /** The rows of a table of the page: those whose number of cells is this. */
    static List<String> rows(int cells) throws IOException {
        return Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| ") && line.split("\\|", -1).length == cells + 2)
                .toList();
    }

    static List<Row> documented() throws IOException {
        return rows(4).stream()
                .skip(1)
                .map(line -> line.split("\\|", -1))
                .map(cells -> new Row(
                        cells[1].strip(),
                        Stream.of(cells[2].split(","))
                                .map(name -> name.replace("`", "").strip())
                                .toList()))
                .toList();
    }
}
