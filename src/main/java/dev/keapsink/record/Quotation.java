package dev.keapsink.record;

import dev.keapsink.text.Blanks;
import java.util.BitSet;
import java.util.regex.Pattern;

/**
 * Reads quotation marks around the items of a list, as CSV files have them: a mark within an item is doubled. The
 * typographic marks of word processors count, and so do the apostrophes of some programs.
 */
final class Quotation {

    private static final String MARKS = "\"\u201C\u201D\u201E\u00AB\u00BB";

    private static final String APOSTROPHES = "'\u2018\u2019\u201A";

    /** Spreadsheets write an apostrophe before a text that would otherwise be a number or a formula. */
    private static final Pattern TEXT_MARKER = Pattern.compile("'([0-9]+|[=+@-].*)", Pattern.DOTALL);

    private Quotation() {}

    /** Whether a character may stand between two items. */
    static boolean isSeparator(int character) {
        return switch (character) {
            case ',', ';', '|', '\n', '\r', '\t' -> true;
            default -> false;
        };
    }

    /**
     * The positions in a text that are quoted, the marks included. A mark within an item, such as an inch sign, quotes
     * nothing.
     */
    static BitSet in(String text) {
        BitSet quoted = new BitSet();
        boolean mayOpen = true;
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            int end = mayOpen ? closing(text, at) : -1;
            if (end > 0) {
                quoted.set(at, end + 1);
                at = end;
            }
            mayOpen = isSeparator(character) || (mayOpen && Blanks.isBlank(character));
        }
        return quoted;
    }

    /** The position of the mark that closes an item; -1 if no mark closes or opens it. */
    private static int closing(String text, int opening) {
        if (isApostrophe(text.charAt(opening))) {
            return closingApostrophe(text, opening);
        }
        int at = isMark(text.charAt(opening)) ? next(text, opening + 1) : -1;
        while (at >= 0 && text.startsWith("\"\"", at)) {
            at = next(text, at + 2);
        }
        return at >= 0 && isAtEndOfItem(text, at) ? at : -1;
    }

    /**
     * Finds the apostrophe that closes an item. An item may hold apostrophes, {@code 'Women's'}, or separators. With
     * both, several items are more likely: {@code '90s, Women's, Dads'}.
     */
    private static int closingApostrophe(String text, int opening) {
        boolean apostrophe = false;
        boolean separator = false;
        for (int at = opening + 1; at < text.length() && !(apostrophe && separator); at++) {
            if (isApostrophe(text.charAt(at))) {
                if (isAtEndOfItem(text, at)) {
                    return at;
                }
                apostrophe = true;
            }
            separator |= isSeparator(text.charAt(at));
        }
        return -1;
    }

    private static boolean isAtEndOfItem(String text, int at) {
        int behind = at + 1;
        while (behind < text.length() && Blanks.isBlank(text.charAt(behind)) && !isSeparator(text.charAt(behind))) {
            behind++;
        }
        return behind == text.length() || isSeparator(text.charAt(behind));
    }

    private static int next(String text, int from) {
        for (int at = from; at < text.length(); at++) {
            if (isMark(text.charAt(at))) {
                return at;
            }
        }
        return -1;
    }

    private static boolean isMark(char character) {
        return MARKS.indexOf(character) >= 0;
    }

    private static boolean isApostrophe(char character) {
        return APOSTROPHES.indexOf(character) >= 0;
    }

    /** An item without the quotation marks around it, or without a spreadsheet's marker before it. */
    static String without(String item) {
        int last = item.length() - 1;
        if (last < 1) {
            return item;
        }
        if (closing(item, 0) == last) {
            String mark = isApostrophe(item.charAt(0)) ? "'" : "\"";
            return item.substring(1, last).replace(mark + mark, mark);
        }
        return TEXT_MARKER.matcher(item).matches() ? item.substring(1) : item;
    }
}
