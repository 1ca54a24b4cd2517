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
            "no phone",
            "not available",
            "not provided",
            "not given",
            "tbd",
            "(none)",
            "(null)",
            "(blank)");

    private Fillers() {}

    /** Whether a text is one, in any case. */
    public static boolean isOne(String text) {
        String word = ExportMarks.off(text).toLowerCase(Locale.ROOT);
        String bare = word.endsWith(".") ? word.substring(0, word.length() - 1) : word;
        return WORDS.contains(bare) || Blanks.strip(bare).chars().allMatch(Fillers::isDash);
    }

    private static boolean isDash(int character) {
        return character == '-' || character == '\u2013' || character == '\u2014';
    }
}
