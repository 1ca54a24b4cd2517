package dev.keapsink.tools.records;

import dev.keapsink.tools.common.CommandFailure;
import dev.keapsink.tools.common.TerminalText;
import dev.keapsink.value.Emails;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The header row of a CSV file.
 *
 * @param line the row's line in the file, from 1 on
 * @param names the names of the columns, each once
 * @param nameless how many columns without a name follow the last named one
 */
record CsvHeader(long line, List<String> names, int nameless) {
    static final CsvHeader NONE = new CsvHeader(0, List.of(), 0);

    private static final int SHOWN = 10;
    private static final int LETTERS = 26;

    /**
     * Reads the header row. Columns behind the last name are left out, because exports end rows with separators.
     *
     * @throws CommandFailure if a column has no name or the name of another one; the message lists the first ten
     *     faults
     */
    static CsvHeader of(CsvRow row, Path file) {
        int named = row.cells().size();
        while (named > 0 && row.cells().get(named - 1).isEmpty()) {
            named--;
        }
        List<String> names = row.cells().subList(0, named);
        checkAreNames(names, row, file);
        List<String> faults = faults(names);
        if (row.isTooLarge()) {
            faults.add("it is too long for a row of names");
        }
        if (!faults.isEmpty()) {
            String more = faults.size() > SHOWN ? "; and %d more".formatted(faults.size() - SHOWN) : "";
            throw new CommandFailure("Line %d of %s: %s%s. Give every column a name of its own."
                    .formatted(
                            row.line(),
                            file,
                            String.join("; ", faults.stream().limit(SHOWN).toList()),
                            more));
        }
        return new CsvHeader(row.line(), names, row.cells().size() - named);
    }

    /** An e-mail address in the first row shows that the row is a record, and that the file has no header row. */
    private static void checkAreNames(List<String> names, CsvRow row, Path file) {
        for (int i = 0; i < names.size(); i++) {
            if (Emails.isOne(names.get(i))) {
                throw new CommandFailure(
                        "Line %d of %s is a record and no header row: %s holds an e-mail address. Write a line with the names of the columns above it."
                                .formatted(row.line(), file, column(i)));
            }
        }
    }

    private static List<String> faults(List<String> names) {
        List<String> faults = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (name.isEmpty()) {
                faults.add(column(i) + " has no name");
            } else if (TextFile.hasNoCharacter(name) || name.indexOf('\0') >= 0) {
                faults.add("the name of %s has bytes that are no characters".formatted(column(i)));
            } else {
                Integer first = seen.putIfAbsent(folded(name), i);
                if (first != null) {
                    faults.add("%s has the name of %s again, %s".formatted(column(i), column(first), quoted(name)));
                }
            }
        }
        return faults;
    }

    /** Names that differ only in case and white space count as one. Otherwise one of two values would be lost. */
    private static String folded(String name) {
        return name.replaceAll("[\\s\\u00A0]+", " ").toLowerCase(Locale.ROOT);
    }

    private static String quoted(String name) {
        return '"' + TerminalText.name(name) + '"';
    }

    private static String column(int index) {
        return "column %d (%s)".formatted(index + 1, letters(index));
    }

    /** Returns a column's name in a spreadsheet: A to Z, AA, AB, … */
    private static String letters(int index) {
        String last = String.valueOf((char) ('A' + index % LETTERS));
        return index < LETTERS ? last : letters(index / LETTERS - 1) + last;
    }

    Optional<String> note() {
        return nameless == 0
                ? Optional.empty()
                : Optional.of("The header row ends with %d nameless columns, which are not read."
                        .formatted(nameless)
                        .replace("1 nameless columns, which are", "a nameless column, which is"));
    }
}
