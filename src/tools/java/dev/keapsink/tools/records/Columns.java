package dev.keapsink.tools.records;

import java.io.PrintWriter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The columns of a file, or the fields of its records, with a place in Keap and without. */
final class Columns {
    /** As many as a CSV file may have. A file of records that has more names its values. */
    private static final int MOST = 20_000;

    private static final int MOST_EXPLAINED = 10;

    private final Set<String> placed = new LinkedHashSet<>();
    private final Set<String> unplaced = new LinkedHashSet<>();

    /** Those without a place as the account says, which knows its custom fields. */
    private final Set<String> sure = new LinkedHashSet<>();

    private final Map<String, String> because = new LinkedHashMap<>();

    /** Of what the account is known. */
    enum CustomFields {
        /** It has none. */
        NONE,
        /** It may have some that have a column's name. */
        UNKNOWN
    }

    void add(String name, boolean hasPlace) {
        keep(hasPlace ? placed : unplaced, name);
    }

    /** Notes why a column has no place, where there is more to say than that. */
    void explain(String name, String why) {
        if (!name.isEmpty() && because.size() < MOST_EXPLAINED) {
            because.putIfAbsent(name, why);
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
     * @param without the record's columns that were taken to have no place
     * @param ignored those that have none
     */
    void answered(Set<String> without, Set<String> ignored) {
        without.stream().filter(name -> !ignored.contains(name)).forEach(unplaced::remove);
        ignored.forEach(name -> keep(unplaced, name));
        ignored.forEach(name -> keep(sure, name));
    }

    /** Those that have no place in some record. */
    Set<String> unplaced() {
        return Collections.unmodifiableSet(unplaced);
    }

    void print(PrintWriter out, CustomFields customFields) {
        String unless = customFields == CustomFields.NONE ? "" : ", unless there is such a custom field";
        print(out, "Columns without a place in Keap", false, true, "nothing of them is written");
        print(
                out,
                sure.isEmpty() ? "Columns without a place in Keap" : "Columns without a place in later records",
                false,
                false,
                "nothing of them is written" + unless);
        print(out, "Columns without a place in Keap in some records", true, true, "there nothing of them is written");
        print(
                out,
                "Columns without a place in Keap in some records",
                true,
                false,
                "there nothing of them is written" + unless);
    }

    private void print(PrintWriter out, String heading, boolean inSome, boolean isSure, String end) {
        List<String> names = unplaced.stream()
                .filter(name -> placed.contains(name) == inSome)
                .filter(name -> this.sure.contains(name) == isSure)
                .toList();
        if (!names.isEmpty()) {
            String more = unplaced.size() == MOST ? " and maybe more" : "";
            out.printf(
                    "%s: %s%s (%s).%n",
                    heading, String.join(", ", names.stream().map(Shown::name).toList()), more, end);
            names.stream()
                    .filter(because::containsKey)
                    .forEach(name -> out.printf("  %s %s%n", Shown.name(name), Shown.detail(because.get(name))));
        }
    }
}
