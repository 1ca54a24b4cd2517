package dev.keapsink.tools.records;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One row of a CSV file.
 *
 * @param line the line on which the row begins, from 1 on
 * @param cells the cells without the white space around them
 * @param isTooLarge whether the row has more cells or characters than are kept
 */
record CsvRow(long line, List<String> cells, boolean isTooLarge) {

    boolean isBlank() {
        return !isTooLarge && cells.stream().allMatch(String::isEmpty);
    }

    boolean isBlankFrom(int column) {
        return cells.stream().skip(column).allMatch(String::isEmpty);
    }

    /** Returns why the row cannot be a record below a header with this number of columns; empty if it can be one. */
    Optional<String> fault(int columns) {
        if (isTooLarge) {
            return Optional.of(RecordFile.TOO_LARGE);
        }
        if (!isBlankFrom(columns)) {
            return Optional.of("%d cells, where the header has %d".formatted(cells.size(), columns));
        }
        if (cells.stream().anyMatch(cell -> cell.indexOf('\0') >= 0)) {
            return Optional.of("a NUL character (a byte that is 0), which no text has");
        }
        return cells.size() == 1 && columns > 1
                ? Separator.thatDivides(cells.getFirst(), columns)
                        .map(other -> "one cell, which %s divide into %d: the header has another separator"
                                .formatted(other.inWords(), columns))
                : Optional.empty();
    }

    /** Builds rows from the reader's cells, and tracks the line of the current cell. */
    static final class Reading extends AbstractBaseCsvCallbackHandler<CsvRow> {
        private static final int MOST_CELLS = 20_000;

        /** The JSON object of a row has at least as many characters as the row's cells. */
        private static final int MOST_CHARACTERS = RecordFile.LARGEST_BODY;

        private List<String> cells = new ArrayList<>();
        private long start;
        private long line;
        private int characters;
        private boolean tooLarge;

        @Override
        protected void handleBegin(long startingLineNumber) {
            cells = new ArrayList<>();
            start = startingLineNumber;
            line = startingLineNumber;
            characters = 0;
            tooLarge = false;
        }

        @Override
        protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
            String cell = new String(buffer, offset, length);
            line += cell.lines().skip(1).count() + (cell.endsWith("\n") || cell.endsWith("\r") ? 1 : 0);
            String value = SpreadsheetText.text(cell);
            characters += value.length();
            tooLarge = tooLarge || characters > MOST_CHARACTERS || cells.size() == MOST_CELLS;
            if (!tooLarge) {
                cells.add(value);
            }
        }

        @Override
        protected CsvRow buildRecord() {
            return new CsvRow(start, List.copyOf(cells), tooLarge);
        }

        /** Returns the line on which the current cell begins, for the message on a cell that cannot be read. */
        long line() {
            return line;
        }
    }
}
