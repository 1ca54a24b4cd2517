package dev.keapsink.tools.records;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.keapsink.text.Blanks;
import dev.keapsink.value.Emails;
import dev.keapsink.value.Phones;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The character between the cells of a CSV file.
 *
 * @param isNamed whether the file's first line names it, as Excel writes and reads it: {@code sep=;}
 */
record Separator(char character, boolean isNamed) {
    private static final String USUAL = ",;\t|";

    private static final Pattern LINE = Pattern.compile(
            "\"?sep=([^\\p{L}\\p{N}\"\\s]|\t)\\1*\"?[ \t,;]*(\\R|$).*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern SEPARATORS = Pattern.compile("[" + USUAL + "]");

    /** A cell in quotes, in which no separator counts. */
    private static final Pattern QUOTED = Pattern.compile(
            "(?<![^\\n\\r" + USUAL + "]) *+\"[^\"]*+(?:\"\"[^\"]*+)*+\"(?= *+(?:[\\n\\r" + USUAL + "]|$))");

    private static final int LEAST_PHONE_DIGITS = 7;

    /** How many rows are compared with the header if two separators make the same number of columns. */
    private static final int COMPARED_ROWS = 20;

    /**
     * Returns the separator that the file names. Otherwise the one with the most known field names in the header row
     * wins. Of several, the one with the most columns wins, and then the one with the most rows of the header's length.
     *
     * @param file the beginning of the file
     */
    static Separator of(String file) {
        Matcher named = LINE.matcher(file);
        String sample = QUOTED.matcher(file)
                .replaceAll(cell -> Matcher.quoteReplacement(
                        SEPARATORS.matcher(cell.group()).replaceAll("_")));
        return named.matches()
                ? new Separator(named.group(1).charAt(0), true)
                : USUAL.chars()
                        .mapToObj(character -> Trial.of((char) character, sample))
                        .max(Comparator.comparingLong(Trial::known)
                                .thenComparing(Trial::columns)
                                .thenComparing(trial -> trial.columns > 1 ? trial.equallyLong : 0)
                                .thenComparing(trial -> -USUAL.indexOf(trial.separator)))
                        .map(trial -> new Separator(trial.separator, false))
                        .orElseThrow();
    }

    /**
     * Returns the separator that divides a text into this number of cells. A list of e-mail addresses or of phone
     * numbers is one cell, so it is not divided.
     */
    static Optional<Separator> thatDivides(String text, int cells) {
        return USUAL.chars()
                .mapToObj(character -> new Separator((char) character, false))
                .filter(separator -> {
                    List<String> pieces = List.of(text.split(Pattern.quote(String.valueOf(separator.character)), -1));
                    return pieces.size() == cells
                            && !pieces.stream().map(Blanks::strip).allMatch(Emails::isOne)
                            && !pieces.stream()
                                    .allMatch(piece -> Phones.digits(piece).length() >= LEAST_PHONE_DIGITS);
                })
                .findFirst();
    }

    String inWords() {
        return switch (character) {
            case ',' -> "commas";
            case ';' -> "semicolons";
            case '\t' -> "tabs";
            case '|' -> "pipes";
            default -> "the separator " + character;
        };
    }

    /** Returns the sentence for the operator on a separator other than the comma. */
    Optional<String> note() {
        return character == ',' ? Optional.empty() : Optional.of("Read as CSV with %s.".formatted(inWords()));
    }

    /**
     * A separator tried on the beginning of a file.
     *
     * @param known how many of the header's cells are known field names
     * @param columns how many of the header's cells are not blank
     * @param equallyLong how many of the next rows have as many cells as the header
     */
    private record Trial(char separator, long known, long columns, long equallyLong) {
        static Trial of(char separator, String sample) {
            List<CsvRecord> rows = rows(separator, sample);
            if (rows.isEmpty()) {
                return new Trial(separator, 0, 0, 0);
            }
            CsvRecord header = rows.getFirst();
            return new Trial(
                    separator,
                    named(header).filter(Trial::isKnown).count(),
                    named(header).count(),
                    rows.stream()
                            .skip(1)
                            .filter(row -> row.getFieldCount() == header.getFieldCount())
                            .count());
        }

        /** Without this test, {@code First,Name} would count as the known name {@code First Name}. */
        private static boolean isKnown(String name) {
            return !SEPARATORS.matcher(name).find() && KnownNames.isOne(name);
        }

        private static Stream<String> named(CsvRecord row) {
            return row.getFields().stream().filter(cell -> !Blanks.isBlank(cell));
        }

        /** Returns the first rows, up to a cell that cannot be read. */
        private static List<CsvRecord> rows(char separator, String sample) {
            List<CsvRecord> rows = new ArrayList<>();
            try {
                for (CsvRecord row : CsvRows.format(separator).ofCsvRecord(sample)) {
                    if (!rows.isEmpty() || named(row).findAny().isPresent()) {
                        rows.add(row);
                    }
                    if (rows.size() > COMPARED_ROWS) {
                        return rows;
                    }
                }
            } catch (CsvParseException e) {
                // If this separator is chosen, CsvRows meets the same error and reports it.
            }
            return rows;
        }
    }
}
