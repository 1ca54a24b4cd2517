package dev.keapsink.record;

import dev.keapsink.text.Blanks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts a text into the texts of its records by brackets and quotation marks alone, so that one that is no JSON does not
 * spoil the others. In case of doubt a text is left whole: a part of a record must never be taken for a record.
 */
final class Pieces {

    private Pieces() {}

    /**
     * The items of an array, or the lines of a text that has one object a line.
     *
     * @return nothing if the text is neither
     * @throws InvalidValue if there are too many
     */
    static Optional<List<String>> of(String text) {
        String unmarked = stripped(text);
        return items(unmarked).or(() -> lines(unmarked));
    }

    private static Optional<List<String>> items(String text) {
        int end = text.length() - 1;
        if (end < 1 || text.charAt(0) != '[' || text.charAt(end) != ']') {
            return Optional.empty();
        }
        List<String> items = new ArrayList<>();
        Nesting nesting = new Nesting();
        int from = 1;
        for (int i = 1; i < end; i++) {
            char c = text.charAt(i);
            if (c == ',' && nesting.isOutside()) {
                add(items, text.substring(from, i));
                from = i + 1;
            } else if (!nesting.enter(c)) {
                return Optional.empty();
            }
        }
        if (!items.isEmpty() || !Blanks.isBlank(text.substring(from, end))) {
            add(items, text.substring(from, end));
        }
        // Where an item is missing, there is nothing that could be sent on.
        return nesting.isOutside() && !items.contains("") ? Optional.of(items) : Optional.empty();
    }

    /**
     * An object that is written over several lines is none of several records, nor are its lines: so every line has to
     * close its own brackets. Only the last one may be broken off.
     */
    private static Optional<List<String>> lines(String text) {
        List<String> lines = text.lines()
                .map(Pieces::stripped)
                .filter(line -> !line.isEmpty())
                .toList();
        if (lines.size() < 2 || lines.stream().noneMatch(line -> line.startsWith("{") && line.endsWith("}"))) {
            return Optional.empty();
        }
        for (int i = 0; i < lines.size(); i++) {
            Nesting nesting = new Nesting();
            boolean isLast = i == lines.size() - 1;
            if (!nesting.enter(lines.get(i)) || (!isLast && !nesting.isOutside())) {
                return Optional.empty();
            }
        }
        List<String> kept = new ArrayList<>();
        lines.forEach(line -> add(kept, line));
        return Optional.of(kept);
    }

    private static void add(List<String> pieces, String piece) {
        if (pieces.size() == MessageRecords.MOST_RECORDS) {
            throw MessageRecords.tooMany();
        }
        pieces.add(stripped(piece));
    }

    /** Files that are put together each bring a mark of their own. */
    private static String stripped(String text) {
        return Blanks.strip(text);
    }
}
