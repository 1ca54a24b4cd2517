package dev.keapsink.value;

import dev.keapsink.text.Blanks;
import java.util.Locale;
import java.util.Set;

/** Words that people and programs write where there is nothing to write. */
public final class Fillers {

    private static final Set<String> NOTHING = Set.of(
            "",
            "n/a",
            "#n/a",
            "na",
            "n.a",
            "none",
            "null",
            "nil",
            "nan",
            "undefined",
            "unknown",
            "(none)",
            "(null)",
            "(blank)");

    private static final Set<String> NOT_KNOWN = Set.of(
            "no email",
            "no e-mail",
            "noemail",
            "no mail",
            "no e-mail address",
            "no email address",
            "no address",
            "no phone",
            "not available",
            "not applicable",
            "not provided",
            "not given",
            "missing",
            "tbd");

    private static final String SIGNS = "-\u2013\u2014\u2212_.?/";

    private Fillers() {}

    /** Whether a text is one where a value of a contact would stand, in any case. */
    public static boolean isOne(String text) {
        String bare = bare(text);
        return NOT_KNOWN.contains(bare) || isNothing(bare);
    }

    /** Whether a text means nothing, wherever it stands. */
    public static boolean meansNothing(String text) {
        return isNothing(bare(text));
    }

    private static boolean isNothing(String bare) {
        return NOTHING.contains(bare) || bare.chars().allMatch(character -> SIGNS.indexOf(character) >= 0);
    }

    private static String bare(String text) {
        String word = ExportMarks.off(text).toLowerCase(Locale.ROOT);
        return Blanks.strip(word.endsWith(".") ? word.substring(0, word.length() - 1) : word);
    }
}
