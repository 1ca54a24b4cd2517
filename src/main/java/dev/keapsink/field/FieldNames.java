package dev.keapsink.field;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The names by which producers know the fields of one type of object, read from a file. Names are compared by their
 * letters and digits, ignoring case: {@code first_name}, {@code firstName} and {@code First Name} are one. Immutable.
 */
public final class FieldNames {

    /** The producer of the names that always mean their field. */
    public static final String USUAL = "usual";

    /** Stands in place of a field for a name that means something else in this producer's export. */
    private static final String NOTHING = "nothing";

    private final FieldTable table;
    private final List<Line> lines;
    private final Map<String, List<String>> byField;
    private final Map<String, Field> fieldByName;
    private final Set<String> usual;
    private final Map<String, Condition> conditions;

    private FieldNames(List<Line> lines, FieldTable table) {
        this.table = table;
        this.lines = lines;
        this.byField = byField(lines);
        this.fieldByName = fieldByName(table);
        this.usual = lines.stream()
                .filter(line -> line.producer().equals(USUAL))
                .map(Line::normalised)
                .collect(Collectors.toUnmodifiableSet());
        this.conditions = lines.stream()
                .filter(line -> !line.beside().isEmpty())
                .collect(Collectors.toUnmodifiableMap(Line::normalised, Condition::of, (one, same) -> one));
    }

    /**
     * Reads the names of a table's fields.
     *
     * @param owner the class in whose package the file is
     */
    public static FieldNames read(Class<?> owner, String file, FieldTable table) {
        try (InputStream resource = Objects.requireNonNull(owner.getResourceAsStream(file), file);
                BufferedReader lines = new BufferedReader(new InputStreamReader(resource, UTF_8))) {
            // The first line names the columns.
            return new FieldNames(lines.lines().skip(1).map(Line::of).toList(), table);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The fields of a table with these names. */
    static FieldNames of(List<Line> lines, FieldTable table) {
        return new FieldNames(List.copyOf(lines), table);
    }

    /**
     * One name of a field.
     *
     * @param field a field's label, or the object type's own word for a value that fills no single field
     * @param name as the producer spells it
     * @param beside another name that the record must have for this line to count, because the name alone is ambiguous;
     *     or empty
     */
    public record Line(String field, String name, String producer, String beside) {
        /** A name that always means its field. */
        static Line usual(String field, String name) {
            return new Line(field, name, USUAL, "");
        }

        private static Line of(String text) {
            String[] cells = text.split(";", -1);
            return new Line(cells[0], cells[1], cells[2], cells[3]);
        }

        private String normalised() {
            return Field.normalised(name);
        }
    }

    /**
     * The condition on which a name means its field.
     *
     * @param beside another name, normalised
     * @param isNeeded true if the name counts only beside the other one; false if it counts only without it
     */
    private record Condition(String beside, boolean isNeeded) {
        static Condition of(Line line) {
            return new Condition(Field.normalised(line.beside()), !line.field().equals(NOTHING));
        }
    }

    /** The fields that the names mean. */
    public FieldTable table() {
        return table;
    }

    /** All names, grouped by field, the best of each field first. */
    public List<Line> lines() {
        return lines;
    }

    /** The normalised names of a field, best first. */
    public List<String> of(String field) {
        return byField.getOrDefault(field, List.of());
    }

    /** The fields that have one of these normalised names. */
    public Set<Field> fields(Collection<String> names) {
        Set<Field> fields = new HashSet<>();
        for (String name : names) {
            Field field = fieldByName.get(name);
            if (field != null) {
                fields.add(field);
            }
        }
        return fields;
    }

    /** Whether a normalised name always means its field, so that no custom field of that name is looked for. */
    boolean isUsual(String name) {
        return usual.contains(name);
    }

    /**
     * Whether a normalised name is meaningless in this record, because of a name that stands beside it or is missing.
     */
    public boolean isStray(String name, Set<String> names) {
        Condition condition = conditions.get(name);
        return condition != null && names.contains(condition.beside()) != condition.isNeeded();
    }

    private static Map<String, List<String>> byField(List<Line> lines) {
        Map<String, Set<String>> names = new LinkedHashMap<>();
        lines.forEach(line -> names.computeIfAbsent(line.field(), unused -> new LinkedHashSet<>())
                .add(line.normalised()));
        Map<String, List<String>> lists = new HashMap<>();
        names.forEach((field, all) -> lists.put(field, List.copyOf(all)));
        return Map.copyOf(lists);
    }

    private Map<String, Field> fieldByName(FieldTable table) {
        Map<String, Field> fields = new HashMap<>();
        table.values().forEach(field -> of(field.label()).forEach(name -> fields.put(name, field)));
        return Map.copyOf(fields);
    }
}
