package dev.keapsink.record;

/** The character U+FEFF at the beginning of a text: some programs write it before everything that they write in UTF-8. */
public final class ByteOrderMark {

    private static final char MARK = '\uFEFF';

    private ByteOrderMark() {}

    /** What is behind the mark, or behind several, between which there may be blanks; the text itself if it has none. */
    public static String skip(String text) {
        int behind = 0;
        for (int at = 0; at < text.length() && isNothing(text.charAt(at)); at++) {
            behind = text.charAt(at) == MARK ? at + 1 : behind;
        }
        return text.substring(behind);
    }

    private static boolean isNothing(char character) {
        return character == MARK || Character.isWhitespace(character);
    }
}
