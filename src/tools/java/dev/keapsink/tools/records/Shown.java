package dev.keapsink.tools.records;

/** Texts of files as a terminal may show them: of some length, and without control characters. */
final class Shown {
    private static final int NAME = 60;
    private static final int DETAIL = 600;

    private Shown() {}

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
