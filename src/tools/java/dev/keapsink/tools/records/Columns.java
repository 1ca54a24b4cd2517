package dev.keapsink.tools.records;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.tools.common.TerminalText;
import dev.keapsink.value.Texts;
import java.io.PrintWriter;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Collects the columns of a file, or the fields of its records, with a place in Keap and without. */
final class Columns {
    /** As many columns as a CSV file may have. A JSON file with more field names uses values as names. */
    private static final int MOST = 20_000;

    private static final int MOST_EXPLAINED = 10;

    private final Set<String> placed = new LinkedHashSet<>();
    private final Set<String> unplaced = new LinkedHashSet<>();

    /** The columns without a place in the account, which was asked for its custom fields. */
    private final Set<String> confirmed = new LinkedHashSet<>();

    private final Map<String, String> reasons = new LinkedHashMap<>();

    /** The names of all columns, in the order in which records have them. */
    private final Set<String> names = new LinkedHashSet<>();

    /** The columns with a value in at least one record. */
    private final Set<String> valued = new HashSet<>();

    /** The fields that each column with a place fills, in the record in which that was seen first. */
    private final Map<String, Set<String>> fields = new HashMap<>();

    private final Map<String, ColumnValues> values = new HashMap<>();

    /** The knowledge about the account's custom fields. */
    enum CustomFields {
        /** There are none. */
        NONE,
        /** Some may have the name of a column. */
        UNKNOWN
    }

    /** Takes the name of a column. */
    void name(String name) {
        keep(names, name);
    }

    /** Takes a record's column with its value, before it is known whether it has a place. */
    void see(String name, JsonNode json) {
        keep(names, name);
        if (!Texts.isBlank(json)) {
            keep(valued, name);
        }
    }

    void add(String name, boolean hasPlace) {
        keep(names, name);
        keep(hasPlace ? placed : unplaced, name);
    }

    boolean hasFields(String name) {
        return fields.containsKey(name);
    }

    /** Keeps which fields a column fills; they may be none, if the mapping reads the column for a decision only. */
    void fills(String name, Set<String> filled) {
        if (fields.size() < MOST) {
            fields.put(name, filled);
        }
    }

    /** Takes a value of a column. Of columns with a place it is not looked at. */
    void sample(String name, JsonNode json) {
        if (unplaced.contains(name) && !Texts.isBlank(json)) {
            values.computeIfAbsent(name, unused -> new ColumnValues()).add(json);
        }
    }

    /** Returns what is known of the values of a column without a place. */
    ColumnValues values(String name) {
        return values.getOrDefault(name, new ColumnValues());
    }

    /** Returns the names of all columns, in the file's order. */
    Set<String> names() {
        return Collections.unmodifiableSet(names);
    }

    /** Returns the columns that are empty or whose place was looked for. A deletion uses no column but its key. */
    Set<String> all() {
        return names.stream()
                .filter(name -> knows(name) || isEmpty(name))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Whether a column has no value in any record. */
    boolean isEmpty(String name) {
        return !knows(name) && !valued.contains(name);
    }

    /** Whether a column has a place in at least one record. */
    boolean hasPlace(String name) {
        return placed.contains(name);
    }

    /** Returns the fields that a column fills; none if it has no place, or is read for a decision only. */
    Set<String> fieldsOf(String name) {
        return fields.getOrDefault(name, Set.of());
    }

    /** Keeps the reason why a column has no place; only the first few reasons are kept. */
    void explain(String name, String why) {
        if (!name.isEmpty() && reasons.size() < MOST_EXPLAINED) {
            reasons.putIfAbsent(name, why);
        }
    }

    private static void keep(Set<String> names, String name) {
        if (names.size() < MOST) {
            names.add(name);
        }
    }

    boolean knows(String name) {
        return placed.contains(name) || unplaced.contains(name);
    }

    /**
     * Takes the account's answer about a record.
     *
     * @param without the record's columns that have no place, custom fields aside
     * @param ignored the columns that have no place in the account
     */
    void answered(Set<String> without, Set<String> ignored) {
        without.stream().filter(name -> !ignored.contains(name)).forEach(this::isCustomField);
        ignored.forEach(name -> keep(unplaced, name));
        ignored.forEach(name -> keep(confirmed, name));
    }

    private void isCustomField(String name) {
        unplaced.remove(name);
        placed.add(name);
        fills(name, Set.of("custom field " + name));
    }

    /** Returns the columns that have no place in at least one record. */
    Set<String> unplaced() {
        return Collections.unmodifiableSet(unplaced);
    }

    void print(PrintWriter out, CustomFields customFields) {
        String unless = customFields == CustomFields.NONE ? "" : ", unless there is such a custom field";
        print(out, "Columns without a place in Keap", false, true, "not written");
        print(
                out,
                confirmed.isEmpty() ? "Columns without a place in Keap" : "Columns without a place in later records",
                false,
                false,
                "not written" + unless);
        print(out, "Columns without a place in Keap in some records", true, true, "not written there");
        print(out, "Columns without a place in Keap in some records", true, false, "not written there" + unless);
    }

    private void print(PrintWriter out, String heading, boolean inSome, boolean isConfirmed, String end) {
        List<String> names = unplaced.stream()
                .filter(name -> placed.contains(name) == inSome)
                .filter(name -> confirmed.contains(name) == isConfirmed)
                .toList();
        if (!names.isEmpty()) {
            String more = unplaced.size() == MOST ? " and maybe more" : "";
            out.printf(
                    "%s: %s%s (%s).%n",
                    heading,
                    String.join(", ", names.stream().map(TerminalText::listed).toList()),
                    more,
                    end);
            names.forEach(name -> printReason(out, name));
        }
    }

    private void printReason(PrintWriter out, String name) {
        String reason = reasons.get(name);
        if (reason != null) {
            out.printf("  %s %s%n", TerminalText.name(name), TerminalText.detail(reason));
        }
    }
}
