package dev.keapsink.value;

import dev.keapsink.text.Blanks;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Removes the marks that exports put around numbers so that a spreadsheet leaves them alone. They are apostrophes,
 * quotation marks, {@code ="…"}, {@code p:} and {@code z:} in the downloads of lead forms, and {@code tel:} and
 * {@code mailto:} of links.
 */
final class ExportMarks {

    private static final String QUOTES = "'\"\u2019\u2018`\u00B4\u201C\u201D\u201E";

    private static final Pattern MARK = Pattern.compile(
            "(?i)(?:[" + QUOTES + "]|(?:p|z|tel|mailto)\\s*:(?://)?|=(?=\\s*[+(\\d]))(.*)", Pattern.DOTALL);

    private static final Pattern FORMULA = Pattern.compile("=\\s*\"([^\"]*)\"");

    /** A value that went through several programs may have several marks. */
    private static final int MOST_MARKS = 5;

    private ExportMarks() {}

    /** A text without the marks around it; an empty text if there is nothing else. */
    static String remove(String text) {
        String bare = Blanks.strip(text);
        if (hasNone(bare)) {
            return bare;
        }
        for (int marks = 0; marks < MOST_MARKS; marks++) {
            Matcher formula = FORMULA.matcher(bare);
            Matcher mark = MARK.matcher(bare);
            if (formula.matches()) {
                bare = Blanks.strip(formula.group(1));
            } else if (mark.matches()) {
                bare = Blanks.strip(closed(bare.charAt(0), mark.group(1)));
            } else {
                return bare;
            }
        }
        return bare;
    }

    /** A quick test, since most texts have no marks. */
    private static boolean hasNone(String text) {
        return text.isEmpty() || (Character.isLetterOrDigit(text.charAt(0)) && text.indexOf(':') < 0);
    }

    /** The text behind an opening mark, without the mark that closes it. */
    private static String closed(char mark, String rest) {
        boolean quoted =
                QUOTES.indexOf(mark) >= 0 && !rest.isEmpty() && QUOTES.indexOf(rest.charAt(rest.length() - 1)) >= 0;
        return quoted ? rest.substring(0, rest.length() - 1) : rest;
    }
}
