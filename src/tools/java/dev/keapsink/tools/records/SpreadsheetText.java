package dev.keapsink.tools.records;

import dev.keapsink.text.Blanks;
import java.util.regex.Pattern;

/** Writes a text as a cell that a spreadsheet shows unchanged, and reads such a cell. */
public final class SpreadsheetText {
    /**
     * What a spreadsheet takes for a formula, or for a number that it rounds or shortens: = + - and @, also as wide
     * characters, tabs and line ends, zeros in front, and more digits than it keeps. CSV injection, owasp.org.
     */
    private static final Pattern MISREAD = Pattern.compile("(?s)[=+\\-@\\t\\r\\n＝＋－＠].*|0\\d+|\\d{16,}");

    /** A text that Excel takes in a formula. */
    private static final Pattern QUOTABLE = Pattern.compile("[^\"\\p{Cc}]{1,255}");

    /** A text that looks like a number is written as {@code ="02139"}, so that Excel keeps it a text. */
    private static final String FORMULA = "=\"";

    private SpreadsheetText() {}

    /** Returns the cell of a text. */
    public static String cell(String text) {
        if (!MISREAD.matcher(text).matches()) {
            return text;
        }
        return isQuotable(text) ? FORMULA + text + '"' : "'" + text;
    }

    private static boolean isQuotable(String text) {
        return QUOTABLE.matcher(text).matches();
    }

    /** Returns the text of a cell, without the white space around it. A quote that some people write stays. */
    public static String text(String cell) {
        String value = Blanks.strip(cell);
        if (isFormula(value)) {
            return Blanks.strip(value.substring(FORMULA.length(), value.length() - 1));
        }
        return isEscaped(value) ? Blanks.strip(value.substring(1)) : value;
    }

    private static boolean isFormula(String value) {
        return value.length() > FORMULA.length()
                && value.startsWith(FORMULA)
                && value.indexOf('"', FORMULA.length()) == value.length() - 1;
    }

    /** Whether {@link #cell} wrote the quote in front. */
    private static boolean isEscaped(String value) {
        String rest = value.isEmpty() ? "" : value.substring(1);
        return value.startsWith("'") && MISREAD.matcher(rest).matches() && !isQuotable(rest);
    }
}
