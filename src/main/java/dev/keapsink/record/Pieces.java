package dev.keapsink.record;

import dev.keapsink.text.Blanks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Cuts a text into the texts of its records by brackets and quotation marks alone, so that one that is no JSON does not
 * spoil the others. In case of doubt a text is left whole: a part of a record must never be taken for a record.
 */
final class Pieces {

    /**
     * The text of a record.
     *
     * @param number which item or which line it is, from 1; lines without a record count
     */
    record Piece(int number, String text) {}

    private Pieces() {}

    /**
     * The items of an array, or the lines of a text that has one object a line.
     *
     * @return nothing if the text is neither
     * @throws InvalidValue if there are too many
     */
    static Optional<List<Piece>> of(String text) {
        return items(stripped(text)).or(() -> lines(text));
    }

    private static Optional<List<Piece>> items(String text) {
        int end = text.length() - 1;
        if (end < 1 || text.charAt(0) != '[' || text.charAt(end) != ']') {
            return Optional.empty();
        }
        List<Piece> items = new ArrayList<>();
        Nesting nesting = new Nesting();
        int from = 1;
        for (int i = 1; i < end; i++) {
            char c = text.charAt(i);
            if (c == ',' && nesting.isOutside()) {
                add(items, items.size() + 1, text.substring(from, i));
                from = i + 1;
            } else if (!nesting.enter(c)) {
                return Optional.empty();
            }
        }
        if (!items.isEmpty() || !Blanks.isBlank(text.substring(from, end))) {
            add(items, items.size() + 1, text.substring(from, end));
        }
        // Where an item is missing, there is nothing that could be sent on.
        return nesting.isOutside()
                        && items.stream().noneMatch(item -> item.text().isEmpty())
                ? Optional.of(items)
                : Optional.empty();
    }

    /**
     * An object that is written over several lines is none of several records, nor are its lines: so every line has to
     * close its own brackets. Only the last one may be broken off.
     */
    private static Optional<List<Piece>> lines(String text) {
        List<Piece> lines = filled(text);
        if (lines.size() < 2
                || lines.stream().map(Piece::text).noneMatch(line -> line.startsWith("{") && line.endsWith("}"))) {
            return Optional.empty();
        }
        for (Piece line : lines) {
            Nesting nesting = new Nesting();
            boolean isLast = line.number() == lines.getLast().number();
            if (!nesting.enter(line.text()) || (!isLast && !nesting.isOutside())) {
                return Optional.empty();
            }
        }
        List<Piece> kept = new ArrayList<>();
        lines.forEach(line -> add(kept, line.number(), line.text()));
        return Optional.of(kept);
    }

    /** The lines on which something stands. */
    private static List<Piece> filled(String text) {
        List<String> all = text.lines().map(Pieces::stripped).toList();
        return IntStream.range(0, all.size())
                .filter(i -> !all.get(i).isEmpty())
                .mapToObj(i -> new Piece(i + 1, all.get(i)))
                .toList();
    }

    private static void add(List<Piece> pieces, int number, String text) {
        if (pieces.size() == MessageRecords.MOST_RECORDS) {
            throw MessageRecords.tooMany();
        }
        pieces.add(new Piece(number, stripped(text)));
    }

    /** Files that are put together each bring a mark of their own. */
    private static String stripped(String text) {
        return Blanks.strip(text);
    }
}
