package dev.keapsink.record;

import dev.keapsink.text.Blanks;
import java.util.BitSet;

/** Quotation marks around the items of a list, as files with commas have them: one in an item is doubled. */
final class Quotation {

    private static final char MARK = '"';

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
            int end = character == MARK && mayOpen ? closing(text, at) : -1;
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
        int at = text.indexOf(MARK, opening + 1);
        while (at >= 0 && at + 1 < text.length() && text.charAt(at + 1) == MARK) {
            at = text.indexOf(MARK, at + 2);
        }
        int behind = at + 1;
        while (behind < text.length() && Blanks.isBlank(text.charAt(behind)) && !isSeparator(text.charAt(behind))) {
            behind++;
        }
        return at >= 0 && (behind == text.length() || isSeparator(text.charAt(behind))) ? at : -1;
    }

    /** An item without the quotation marks around it. */
    static String without(String item) {
        return item.length() > 1 && item.charAt(0) == MARK && closing(item, 0) == item.length() - 1
                ? item.substring(1, item.length() - 1).replace("\"\"", "\"")
                : item;
    }
}
