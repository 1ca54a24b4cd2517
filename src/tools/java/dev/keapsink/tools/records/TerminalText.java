package dev.keapsink.tools.records;

/** Makes texts of files safe for a terminal: shortened, and without control characters. */
final class TerminalText {
    private static final int NAME = 60;
    private static final int DETAIL = 600;

    private TerminalText() {}

    static String name(String text) {
        return cut(text, NAME);
    }

    static String detail(String text) {
        return cut(text, DETAIL);
    }

    private static String cut(String text, int most) {
        String plain = text.replaceAll("\\p{Cntrl}+", " ");
        return plain.length() > most ? plain.substring(0, most) + "…" : plain;
    }
}
