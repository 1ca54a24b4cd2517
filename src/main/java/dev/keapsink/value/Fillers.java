package dev.keapsink.value;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.text.Blanks;
import java.util.Locale;
import java.util.Set;

/** Recognises the words that people and programs write where there is no value. */
public final class Fillers {

    /**
     * Texts that no person would write for anything else, spelt exactly so. Dashes, dots and underscores are fillers
     * too.
     */
    private static final Set<String> TECHNICAL = Set.of(
            "n/a",
            "N/A",
            "N/a",
            "#N/A",
            "#n/a",
            "null",
            "NULL",
            "(null)",
            "(NULL)",
            "[null]",
            "[NULL]",
            "<null>",
            "<NULL>",
            "undefined",
            "nan",
            "NaN",
            "(blank)",
            "[blank]",
            "(empty)",
            "(none)",
            "(not set)",
            "{}",
            "[object Object]",
            "\\N",
            "#REF!",
            "#VALUE!",
            "#NAME?",
            "#DIV/0!",
            "#NULL!",
            "#NUM!",
            "#ERROR!");

    private static final Set<String> NOTHING = Set.of(
            "",
            "n/a",
            "n / a",
            "#n/a",
            "(n/a)",
            "[n/a]",
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
            "(blank)",
            "(empty)",
            "(unknown)",
            "(not set)",
            "[none]",
            "[null]",
            "[blank]",
            "<null>",
            "<none>",
            "{}",
            "[object object]",
            "object object",
            "\\n",
            "#ref!",
            "#value!",
            "#name?",
            "#div/0!",
            "#null!",
            "#num!",
            "#error!");

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
            "not set",
            "missing",
            "no data",
            "please select",
            "please choose",
            "-- select --",
            "--select--",
            "- select -",
            "-- please select --",
            "-- choose --",
            "tbd");

    /** Fillers that are also names of persons, but only with one capital letter. */
    private static final Set<String> NAMES = Set.of("Null", "None", "Na", "Nan", "Nil", "Missing");

    private static final String SIGNS = "-\u2013\u2014\u2212_.?/";

    private static final String TECHNICAL_SIGNS = "-\u2013\u2014\u2212_.";

    /** Longer than any filler with quotation marks and spaces around it. */
    private static final int LONGEST = 40;

    private static final String FIRST_LETTERS = "nNuUmMtTpPzZ";

    private Fillers() {}

    /** Whether a text is a filler in the place of a contact's value, in any letter case. */
    public static boolean isOne(String text) {
        if (!mayBeOne(text)) {
            return false;
        }
        String bare = bare(text);
        return NOT_KNOWN.contains(bare) || isNothing(bare);
    }

    /** Whether a text is a filler in the place of a person's name, where some of the words are names. */
    public static boolean isNoName(String text) {
        return isOne(text) && !NAMES.contains(Blanks.strip(text));
    }

    /** Whether a text is a filler in any place, even in a free text. */
    public static boolean isTechnical(String text) {
        if (!mayBeOne(text)) {
            return false;
        }
        String bare = Blanks.strip(text);
        return TECHNICAL.contains(bare) || isOf(TECHNICAL_SIGNS, bare);
    }

    /** Whether a value is a filler in any place, even in a free text. */
    public static boolean isTechnical(JsonNode json) {
        return json.isTextual() && isTechnical(json.asText());
    }

    /** Whether a text means nothing in any place, in any letter case. */
    public static boolean meansNothing(String text) {
        return isNothing(bare(text));
    }

    /** A quick test, since most texts are not fillers. */
    private static boolean mayBeOne(String text) {
        return text.isEmpty()
                || (text.length() <= LONGEST
                        && (!Character.isLetterOrDigit(text.charAt(0)) || FIRST_LETTERS.indexOf(text.charAt(0)) >= 0));
    }

    private static boolean isNothing(String bare) {
        return NOTHING.contains(bare) || isOf(SIGNS, bare);
    }

    private static boolean isOf(String signs, String text) {
        return text.chars().allMatch(character -> signs.indexOf(character) >= 0);
    }

    private static String bare(String text) {
        String word = ExportMarks.remove(text).toLowerCase(Locale.ROOT);
        return Blanks.strip(word.endsWith(".") ? word.substring(0, word.length() - 1) : word);
    }
}
