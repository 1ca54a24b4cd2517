package dev.keapsink.tools.common;

import java.util.regex.Pattern;

/**
 * Makes foreign texts safe for a terminal: without control characters, and without the format characters that reverse
 * or hide what follows them.
 */
public final class TerminalText {
    private static final int NAME = 60;
    private static final int DETAIL = 600;

    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]+");
    private static final Pattern OTHER_CONTROLS = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}&&[^\n\t]]+");

    /** The joiners stay: Persian and emoji are written with them. */
    private static final Pattern FORMATS = Pattern.compile("[\\p{Cf}&&[^\\u200C\\u200D]]+");

    private TerminalText() {}

    /** Returns a name, shortened, as part of a line. */
    public static String name(String text) {
        return cut(text, NAME);
    }

    /** Returns a name for a sentence with other names. A name with a mark that parts them stands in quotation marks. */
    public static String listed(String text) {
        String name = name(text);
        return name.matches(".*[,;:].*") ? '"' + name + '"' : name;
    }

    /** Returns a sentence, shortened, as part of a line. */
    public static String detail(String text) {
        return cut(text, DETAIL);
    }

    /** Returns a text of any length as part of a line. */
    public static String line(String text) {
        return FORMATS.matcher(CONTROLS.matcher(text).replaceAll(" ")).replaceAll("");
    }

    /** Returns a text of several lines, which may hold tabs. */
    public static String lines(String text) {
        return FORMATS.matcher(OTHER_CONTROLS.matcher(text).replaceAll(" ")).replaceAll("");
    }

    private static String cut(String text, int most) {
        String plain = line(text);
        return plain.length() > most ? plain.substring(0, most) + "…" : plain;
    }
}
