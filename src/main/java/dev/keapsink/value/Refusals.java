package dev.keapsink.value;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.text.Blanks;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Values that mean no. */
public final class Refusals {

    /** A longer text says more than no. */
    private static final int LONGEST = 200;

    /** Without the spaces in them. A no in the languages of Keap's customers is one, too, because the law asks for a yes. */
    private static final Set<String> WORDS = Set.of(
            "",
            "[]",
            "n",
            "no",
            "nein",
            "non",
            "nee",
            "nej",
            "nei",
            "n\u00E3o",
            "falsch",
            "faux",
            "falso",
            "\u2717",
            "\u2718",
            "\u274C",
            "\u2612",
            "disagree",
            "disagreed",
            "unconfirmed",
            "notconfirmed",
            "pending",
            "inactive",
            "blocked",
            "f",
            "false",
            "off",
            "none",
            "null",
            "nil",
            "nan",
            "undefined",
            "n/a",
            "na",
            "nope",
            "never",
            "nonmarketable",
            "decline",
            "declined",
            "denied",
            "refused",
            "rejected",
            "disabled",
            "cleaned",
            "revoked",
            "withdrawn",
            "withoutconsent",
            "notconsented",
            "notgiven",
            "consentnotgiven",
            "consentwithdrawn",
            "consentrevoked",
            "neversubscribed",
            "nonsubscribed",
            "notsubscribed",
            "notoptedin",
            "notoptin",
            "nooptin",
            "nothanks",
            "nothankyou");

    private static final Pattern ZERO = Pattern.compile("0+([.,]0+)?");

    /** Where the words of {@code doNotEmail} meet. */
    private static final Pattern HUMP = Pattern.compile("(?<=[a-z])(?=[A-Z])");

    /** What stands around a word when a spreadsheet or a program has quoted it. */
    private static final Pattern AROUND =
            Pattern.compile("^[\\s\"'`\u2018\u2019\u201C\u201D=#(]+|[\\s\"'`\u2018\u2019\u201C\u201D.!,;:?)(]+$");

    /** A stored choice and its name: {@code opt-in: false}. */
    private static final Pattern NAMED_CHOICE = Pattern.compile(
            "(opt(ed)? ?in|consent|permission|subscribed|marketing)\\s*[:=]\\s*(no|n|false|0|off|none|null)");

    /** No, and why: but no {@code No. 1 fan club}. */
    private static final Pattern NO_AND_MORE =
            Pattern.compile("(no|false)\\s*([,;:!(/]|\\.(?!\\s*\\d)).*", Pattern.DOTALL);

    /** What may go on, for example with a date: no reason to mail begins like this. */
    private static final Pattern BEGINNING =
            Pattern.compile("(opt(ed)? ?out|unsubscribed?|no (consent|permission))\\b.*", Pattern.DOTALL);

    private static final Pattern WHOLE = Pattern.compile(
            "(do not|don'?t) (e ?mail|mail|contact|call|text|send|market|disturb|subscribe)( (me|him|her|them|to))?( any ?more)?"
                    + "|(did not|didn'?t|not) (opt in|opted in|subscribed?|consent(ed)?|agreed?|sign(ed)? up|give consent)( yet)?"
                    + "( on [\\d :./t]+z?)?");

    private Refusals() {}

    /** Whether a value says no, in any case and however its words are joined; a list says what its only item says. */
    public static boolean isOne(JsonNode json) {
        if (json.isArray()) {
            return json.size() == 1 && !json.get(0).isContainerNode() && isOne(json.get(0));
        }
        return !json.isContainerNode() && isOne(Blanks.strip(json.asText()));
    }

    private static boolean isOne(String text) {
        if (text.length() > LONGEST) {
            return BEGINNING.matcher(folded(text)).matches();
        }
        String words = folded(text);
        String bare = AROUND.matcher(words).replaceAll("");
        return WORDS.contains(bare.replace(" ", ""))
                || ZERO.matcher(bare).matches()
                || NAMED_CHOICE.matcher(bare).matches()
                || NO_AND_MORE.matcher(words).matches()
                || BEGINNING.matcher(bare).matches()
                || WHOLE.matcher(bare).matches();
    }

    private static String folded(String text) {
        return HUMP.matcher(text)
                .replaceAll(" ")
                .toLowerCase(Locale.ROOT)
                .replace('\u2019', '\'')
                .replaceAll("(?U)[\\s_-]+", " ");
    }
}
