package dev.keapsink.tools.validate;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A check of the pack: a query whose rows are the failures.
 *
 * @param name of the file, without its ending
 * @param meaning what the rows are, and what to do about them
 */
record SqlCheck(String name, Severity severity, String meaning, String sql) {

    private static final String SEVERITY = "-- severity: ";

    /** How bad a failing row is. */
    enum Severity {
        /** Something is wrong. */
        ERROR,
        /** Something deserves a look. */
        WARN;

        /** The word in the files and in the database. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Reads a file of the pack.
     *
     * @throws IllegalArgumentException if it does not begin with its severity
     */
    static SqlCheck parse(String name, String file) {
        String[] lines = file.split("\n");
        if (!lines[0].startsWith(SEVERITY)) {
            throw new IllegalArgumentException("%s has to begin with its severity".formatted(name));
        }
        String meaning = Arrays.stream(lines)
                .skip(1)
                .takeWhile(line -> line.startsWith("-- "))
                .map(line -> line.substring("-- ".length()))
                .collect(Collectors.joining(" "));
        String sql = Arrays.stream(lines)
                .filter(line -> !line.startsWith("--"))
                .collect(Collectors.joining("\n"))
                .strip()
                .replaceFirst(";$", "");
        Severity severity =
                Severity.valueOf(lines[0].substring(SEVERITY.length()).strip().toUpperCase(Locale.ROOT));
        return new SqlCheck(name, severity, meaning, sql);
    }
}
