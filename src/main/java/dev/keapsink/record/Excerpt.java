package dev.keapsink.record;

/** Shortens the texts of a record that a rejection may name. A text with an address is hidden. */
public final class Excerpt {

    private static final int LONGEST = 60;

    private Excerpt() {}

    /** A text in quotation marks, shortened. */
    public static String text(String text) {
        return "\"" + bare(text) + "\"";
    }

    static String bare(String text) {
        if (text.indexOf('@') >= 0) {
            return "…@…";
        }
        String beginning =
                text.length() <= LONGEST ? text : text.substring(0, text.offsetByCodePoints(0, LONGEST / 2)) + "…";
        return beginning.replaceAll("\\p{Cntrl}", " ");
    }
}
