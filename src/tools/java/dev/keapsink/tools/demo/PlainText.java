package dev.keapsink.tools.demo;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** Recognises texts that the function writes as they are, without its own code. */
final class PlainText {
    /** Keap keeps at least as many characters of every compared field. */
    private static final int LONGEST = 40;

    private static final Pattern WORDS = Pattern.compile("[\\p{L}\\p{N}](?: ?[\\p{L}\\p{M}\\p{N}'.,&/()+-])*");

    /** Words that people and programs write where there is no value. */
    private static final Pattern FILLER = Pattern.compile(
            "(?i)(n ?/ ?a|n\\.?a|none|null|nil|nan|undefined|unknown|missing|tbd|object object|(no|not|please) .*|no-?e?-?mail"
                    + "|true|false)\\.?");

    private PlainText() {}

    /** Whether a text is a name, a title or a city without anything that has to be read in some way. */
    static boolean isWritten(String text) {
        return text.length() <= LONGEST
                && WORDS.matcher(text).matches()
                && Normalizer.isNormalized(text, Normalizer.Form.NFC)
                && !FILLER.matcher(text).matches();
    }

    /** Whether a text may stand for no value. */
    static boolean mayBeFiller(String text) {
        return text.isEmpty()
                || !(Character.isLetterOrDigit(text.codePointAt(0)) || text.matches("[+(][ (]?[0-9].*"))
                || FILLER.matcher(text).matches();
    }
}
