package dev.keapsink.tools.records;

import dev.keapsink.text.Blanks;
import dev.keapsink.tools.common.LocalRunException;
import dev.keapsink.value.Phones;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A title above the header row, as reports have it: it would be taken for the only column. */
final class Title {
    private static final int LOOKED_AT = 5;

    /** Of a column of numbers, a cell may hold several. */
    private static final int DIGITS = 7;

    private Title() {}

    /**
     * Looks for a row of names behind a header of one column.
     *
     * @param line of the header
     * @throws LocalRunException if there is one
     */
    static void check(TextFile text, long line) {
        List<String> lines = text.sample().lines().toList();
        IntStream.range((int) line, lines.size())
                .filter(index -> !Blanks.isBlank(lines.get(index)))
                .limit(LOOKED_AT)
                .takeWhile(index -> lines.get(index).indexOf('@') < 0)
                .filter(index -> isOfNames(cells(lines.get(index))))
                .findFirst()
                .ifPresent(index -> {
                    throw new LocalRunException(
                            "Line %d of %s seems to be a title: it has one cell, and line %d has %d. Delete what stands above the row of names."
                                    .formatted(
                                            line,
                                            text.file(),
                                            index + 1,
                                            cells(lines.get(index)).size()));
                });
    }

    private static boolean isOfNames(List<String> cells) {
        return cells.size() > 1
                && cells.stream().allMatch(cell -> Phones.digits(cell).length() < DIGITS);
    }

    private static List<String> cells(String line) {
        return Stream.of(line.split("[,;\t|]"))
                .filter(cell -> !Blanks.isBlank(cell))
                .toList();
    }
}
