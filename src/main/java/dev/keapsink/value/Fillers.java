package dev.keapsink.value;

import dev.keapsink.text.Blanks;
import java.util.Locale;
import java.util.Set;

/** Words that people and programs write where there is nothing to write. */
public final class Fillers {

    private static final Set<String> WORDS = Set.of(
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
            "?",
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
            "tbd",
            "(none)",
            "(null)",
            "(blank)");

    private static final String SIGNS = "-\u2013\u2014\u2212_.?/";

    private Fillers() {}

    /** Whether a text is one, in any case. */
    public static boolean isOne(String text) {
        String word = ExportMarks.off(text).toLowerCase(Locale.ROOT);
        String bare = word.endsWith(".") ? word.substring(0, word.length() - 1) : word;
        return WORDS.contains(bare) || Blanks.strip(bare).chars().allMatch(character -> SIGNS.indexOf(character) >= 0);
    }
}
