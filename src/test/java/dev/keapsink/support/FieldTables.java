package dev.keapsink.support;

import dev.keapsink.field.FieldNames;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The tables of fields in docs/fields.md and docs/objects.md: the rows that the code makes. */
public final class FieldTables {

    /** The header of a table of fields. */
    public static final String HEADER = "| field | found by the names | value | characters |";

    private FieldTables() {}

    /**
     * A row for each of Keap's own fields of a type of object.
     *
     * @param page what links to a heading of docs/fields.md begin with; empty in that page itself
     */
    public static List<String> rows(FieldNames names, String page) {
        return names.table().values().stream()
                .map(field -> "| %s | %s | %s | %s |"
                        .formatted(
                                field.label(),
                                names(names, FieldNames.USUAL, field.label()),
                                field.kind().description().replace("](#", "](" + page + "#"),
                                field.maxLength() == Integer.MAX_VALUE ? "" : field.maxLength()))
                .toList();
    }

    /** The words of a producer for a field, as the code lists them. */
    public static String names(FieldNames names, String producer, String field) {
        return names.lines().stream()
                .filter(line -> line.producer().equals(producer) && line.field().equals(field))
                .map(line -> "`" + line.name() + "`")
                .collect(Collectors.joining(", "));
    }

    /** The fields that a producer has names for. */
    public static Set<String> fields(FieldNames names, String producer) {
        return names.lines().stream()
                .filter(line -> line.producer().equals(producer))
                .map(FieldNames.Line::field)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The rows of the first table of a text whose header begins so, as lines. */
    public static List<String> documented(String text, String header) {
        return text.lines()
                .dropWhile(line -> !line.startsWith(header))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .toList();
    }

    /** A text with these rows in the table with this header; a text without such a table gets one at its end. */
    public static String replaced(String text, String header, List<String> rows) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        int at = lines.indexOf(header);
        if (at < 0) {
            lines.addAll(List.of("", header, header.replaceAll("[^|]+", "---")));
            at = lines.size() - 2;
        }
        int first = at + 2;
        while (first < lines.size() && lines.get(first).startsWith("|")) {
            lines.remove(first);
        }
        lines.addAll(first, rows);
        return String.join("\n", lines) + "\n";
    }
}
