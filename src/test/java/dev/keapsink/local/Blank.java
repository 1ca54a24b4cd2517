package dev.keapsink.local;

/** White space of every kind, the invisible kinds that spreadsheets and web pages leave behind included. */
final class Blank {
    private Blank() {}

    static boolean is(int character) {
        return Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || (character >= 0x200B && character <= 0x200D)
                || character == 0x2060
                || character == 0xFEFF;
    }

    /** A text without the white space at both of its ends. */
    static String strip(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && is(text.charAt(start))) {
            start++;
        }
        while (end > start && is(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }
}
