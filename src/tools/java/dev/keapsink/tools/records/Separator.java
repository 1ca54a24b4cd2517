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
 * What stands between the cells of a CSV file.
 *
 * @param isNamed whether the file's first line says so, as Excel writes and reads it: {@code sep=;}
 */
record Separator(char character, boolean isNamed) {
    private static final String USUAL = ",;\t|";

    private static final Pattern LINE = Pattern.compile(
            "\"?sep=([^\\p{L}\\p{N}\"\\s]|\t)\\1*\"?[ \t,;]*(\\R|$).*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern SEPARATORS = Pattern.compile("[" + USUAL + "]");

    /** A cell in quotes, in which nothing separates. */
    private static final Pattern QUOTED = Pattern.compile(
            "(?<![^\\n\\r" + USUAL + "]) *+\"[^\"]*+(?:\"\"[^\"]*+)*+\"(?= *+(?:[\\n\\r" + USUAL + "]|$))");

    /** Of a phone number, at least. */
    private static final int DIGITS = 7;

    /** So many rows are compared with the header when two separators make as many columns. */
    private static final int COMPARED = 20;

    /** The separator that the file names, or the one that makes the most names of fields, else the most columns, of its header row. */
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
                                .thenComparing(trial -> trial.columns > 1 ? trial.resolver : 0)
                                .thenComparing(trial -> -USUAL.indexOf(trial.separator)))
                        .map(trial -> new Separator(trial.separator, false))
                        .orElseThrow();
    }

    /** The one that divides a text into so many cells, as a row of another file. Several addresses or numbers may be one cell. */
    static Optional<Separator> thatDivides(String text, int cells) {
        return USUAL.chars()
                .mapToObj(character -> new Separator((char) character, false))
                .filter(separator -> {
                    List<String> pieces = List.of(text.split(Pattern.quote(String.valueOf(separator.character)), -1));
                    return pieces.size() == cells
                            && !pieces.stream().map(Blanks::strip).allMatch(Emails::isOne)
                            && !pieces.stream()
                                    .allMatch(piece -> Phones.digits(piece).length() >= DIGITS);
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

    /** What to say of one that is not the comma. */
    Optional<String> note() {
        return character == ',' ? Optional.empty() : Optional.of("Read as CSV with %s.".formatted(inWords()));
    }

    /**
     * A separator tried on the beginning of a file.
     *
     * @param known how many of the header's cells are names of fields
     * @param columns how many of the header's cells are not blank
     * @param resolver how many of the next rows have as many cells as the header
     */
    private record Trial(char separator, long known, long columns, long resolver) {
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

        /** First,Name is no name of a field, although First Name is one. */
        private static boolean isKnown(String name) {
            return !SEPARATORS.matcher(name).find() && KnownNames.isOne(name);
        }

        private static Stream<String> named(CsvRecord row) {
            return row.getFields().stream().filter(cell -> !Blanks.isBlank(cell));
        }

        /** The first rows, as far as they can be told apart. */
        private static List<CsvRecord> rows(char separator, String sample) {
            List<CsvRecord> rows = new ArrayList<>();
            try {
                for (CsvRecord row : CsvRows.format(separator).ofCsvRecord(sample)) {
                    if (!rows.isEmpty() || named(row).findAny().isPresent()) {
                        rows.add(row);
                    }
                    if (rows.size() > COMPARED) {
                        return rows;
                    }
                }
            } catch (CsvParseException e) {
                // Whoever reads the file with this separator will say it.
            }
            return rows;
        }
    }
}
