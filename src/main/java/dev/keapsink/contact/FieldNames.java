package dev.keapsink.contact;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keapsink.field.Field;
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
 * The names under which producers know the fields of a contact: the lines of {@code names.csv}. They are compared ignoring
 * case and everything but letters and digits, so that {@code first_name}, {@code firstName} and {@code First Name} are one.
 * The file is read when the first record needs it, not at the start.
 */
final class FieldNames {

    /** The field of a person's whole name, which is split. */
    static final String FULL_NAME = "full_name";

    /** The field of a company's name, which has no place yet. */
    static final String COMPANY = "company";

    /** What a name means that says something else in one producer's export than everywhere else. */
    private static final String NOTHING = "nothing";

    /** The producer of the names that always mean their field. */
    static final String USUAL = "usual";

    private static final String FILE = "names.csv";

    private static final List<Line> LINES = read();

    private static final Map<String, List<String>> BY_FIELD = byField();

    private static final Map<String, Field> PLACES = places();

    private static final Set<String> USUAL_NAMES = LINES.stream()
            .filter(line -> line.producer().equals(USUAL))
            .map(Line::normalised)
            .collect(Collectors.toUnmodifiableSet());

    private static final Map<String, Condition> CONDITIONS = LINES.stream()
            .filter(line -> !line.beside().isEmpty())
            .collect(Collectors.toUnmodifiableMap(Line::normalised, Condition::of, (one, same) -> one));

    private FieldNames() {}

    /**
     * One name of a field.
     *
     * @param field a field's label, or what {@link Several} or this class calls a field without a place of its own
     * @param name as the producer spells it
     * @param beside another name that the record must have for this line to count, because alone it may mean anything; or
     *     empty
     */
    record Line(String field, String name, String producer, String beside) {
        private String normalised() {
            return Field.normalised(name);
        }
    }

    /**
     * What a name's meaning depends on.
     *
     * @param beside another name, normalised
     * @param isNeeded whether the name means nothing without the other one; else it means nothing beside it
     */
    private record Condition(String beside, boolean isNeeded) {
        static Condition of(Line line) {
            return new Condition(Field.normalised(line.beside()), !line.field().equals(NOTHING));
        }
    }

    /** All names, those of one field together and the best of them first. */
    static List<Line> lines() {
        return LINES;
    }

    /** The names of a field, normalised, best first. */
    static List<String> of(String field) {
        return BY_FIELD.getOrDefault(field, List.of());
    }

    /** The fields that have one of these normalised names. */
    static Set<Field> fields(Collection<String> names) {
        Set<Field> fields = new HashSet<>();
        for (String name : names) {
            Field field = PLACES.get(name);
            if (field != null) {
                fields.add(field);
            }
        }
        return fields;
    }

    /** Whether a normalised name always means the field, so that no custom field of that name is looked for. */
    static boolean isUsual(String name) {
        return USUAL_NAMES.contains(name);
    }

    /** Whether a normalised name means nothing in a record of these names, because of what stands beside it or does not. */
    static boolean isStray(String name, Set<String> names) {
        Condition condition = CONDITIONS.get(name);
        return condition != null && names.contains(condition.beside()) != condition.isNeeded();
    }

    private static Map<String, List<String>> byField() {
        Map<String, Set<String>> names = new LinkedHashMap<>();
        LINES.forEach(line -> names.computeIfAbsent(line.field(), unused -> new LinkedHashSet<>())
                .add(line.normalised()));
        Map<String, List<String>> lists = new HashMap<>();
        names.forEach((field, all) -> lists.put(field, List.copyOf(all)));
        return Map.copyOf(lists);
    }

    private static Map<String, Field> places() {
        Map<String, Field> fields = new HashMap<>();
        ContactFields.values().forEach(field -> of(field.label()).forEach(name -> fields.put(name, field)));
        return Map.copyOf(fields);
    }

    /** Without the first line, which names the columns. */
    private static List<Line> read() {
        try (InputStream file = Objects.requireNonNull(FieldNames.class.getResourceAsStream(FILE), FILE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(file, UTF_8))) {
            return lines.lines().skip(1).map(FieldNames::line).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Line line(String text) {
        String[] cells = text.split(";", -1);
        return new Line(cells[0], cells[1], cells[2], cells[3]);
    }
}
