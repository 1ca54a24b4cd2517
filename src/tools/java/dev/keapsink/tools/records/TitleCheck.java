package dev.keapsink.tools.records;

import dev.keapsink.text.Blanks;
import dev.keapsink.tools.common.CommandFailure;
import dev.keapsink.value.Phones;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Finds a title above the header row, as in many reports. Otherwise the title would become the file's only column. */
final class TitleCheck {
    private static final int LINES_CHECKED = 5;

    /** A list of phone numbers is one cell and no row of names, so a name has fewer digits than this. */
    private static final int LEAST_PHONE_DIGITS = 7;

    private TitleCheck() {}

    /**
     * Looks for a row of names below a header of one column.
     *
     * @param line the header's line, from 1 on
     * @throws CommandFailure if there is such a row
     */
    static void check(TextFile text, long line) {
        List<String> lines = text.sample().lines().toList();
        IntStream.range((int) line, lines.size())
                .filter(index -> !Blanks.isBlank(lines.get(index)))
                .limit(LINES_CHECKED)
                .takeWhile(index -> lines.get(index).indexOf('@') < 0)
                .filter(index -> isOfNames(cells(lines.get(index))))
                .findFirst()
                .ifPresent(index -> {
                    throw new CommandFailure(
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
                && cells.stream().allMatch(cell -> Phones.digits(cell).length() < LEAST_PHONE_DIGITS);
    }

    private static List<String> cells(String line) {
        return Stream.of(line.split("[,;\t|]"))
                .filter(cell -> !Blanks.isBlank(cell))
                .toList();
    }
}
