package dev.keapsink.record;

import dev.keapsink.text.Blanks;
import java.util.BitSet;

/**
 * Quotation marks around the items of a list, as files with commas have them: one in an item is doubled. Word processors make
 * typographic ones of them.
 */
final class Quotation {

    private static final String MARKS = "\"\u201C\u201D\u201E\u00AB\u00BB";

    private static final String DOUBLED = "\"\"";

    private Quotation() {}

    /** What may stand between two items. */
    static boolean isSeparator(int character) {
        return switch (character) {
            case ',', ';', '|', '\n', '\r', '\t' -> true;
            default -> false;
        };
    }

    /** The places in a text that stand in quotation marks, the marks included. A mark within an item is an inch, or nothing. */
    static BitSet in(String text) {
        BitSet quoted = new BitSet();
        boolean mayOpen = true;
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            int end = mayOpen && isMark(character) ? closing(text, at) : -1;
            if (end > 0) {
                quoted.set(at, end + 1);
                at = end;
            }
            mayOpen = isSeparator(character) || (mayOpen && Blanks.isBlank(character));
        }
        return quoted;
    }

    /** Where the mark stands that closes an item; -1 if none does. */
    private static int closing(String text, int opening) {
        int at = next(text, opening + 1);
        while (at >= 0 && text.startsWith(DOUBLED, at)) {
            at = next(text, at + 2);
        }
        int behind = at + 1;
        while (behind < text.length() && Blanks.isBlank(text.charAt(behind)) && !isSeparator(text.charAt(behind))) {
            behind++;
        }
        return at >= 0 && (behind == text.length() || isSeparator(text.charAt(behind))) ? at : -1;
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

    /** An item without the quotation marks around it. */
    static String without(String item) {
        return item.length() > 1 && isMark(item.charAt(0)) && closing(item, 0) == item.length() - 1
                ? item.substring(1, item.length() - 1).replace(DOUBLED, "\"")
                : item;
    }
}
