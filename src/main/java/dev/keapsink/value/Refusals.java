package dev.keapsink.value;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.text.Blanks;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * Recognises values that mean no. Either the whole value is a no or a known phrase. Or one stands alone before the
 * first colon, dash or similar mark, or behind the last one.
 */
public final class Refusals {

    /** A longer text says more than no. */
    private static final int LONGEST = 200;

    /**
     * Words for no, without the spaces in them. A no in any language of Keap's customers counts, because the law asks
     * for a yes.
     */
    private static final Set<String> NO_WORDS = words("""
            no nope never false nein non nee nej nei n\u00E3o nie hay\u0131r hayir \u03CC\u03C7\u03B9 \u043D\u0435\u0442 \u043D\u0456
            \u5426 \u4E0D \u3044\u3044\u3048 \uC544\uB2C8\uC694 \uC544\uB2C8\uC624 \u0644\u0627 \u05DC\u05D0 falsch faux falso
            decline declined denied refused rejected revoked withdrawn disagree disagreed unchecked unticked unselected
            abgemeldet abgelehnt widerrufen uitgeschreven afgemeld d\u00E9sabonn\u00E9 d\u00E9sabonn\u00E9e d\u00E9sinscrit d\u00E9sinscrite
            """);

    /** Words that mean no if they are the whole value. */
    private static final Set<String> NO_IF_ALONE = words("""
            n f off ne nu ei nem none null nil nan undefined n/a na unconfirmed pending inactive blocked disabled cleaned
            nonmarketable nonsubscribed neversubscribed notsubscribed notconfirmed notconsented notgiven consentnotgiven
            notoptedin notoptin nooptin nothanks nothankyou withoutconsent
            bounce bounced hardbounce hardbounced softbounce softbounced spam spamcomplaint spamreport reportedasspam
            markedasspam complaint complained abusecomplaint suppressed blacklisted blocklisted
            """);

    private static final Pattern ZERO = Pattern.compile("0+([.,]0+)?");

    private static final Pattern EMPTY_BOX =
            Pattern.compile("([\u2610\u2612\u2717\u2718\u274C]|\\[ ?]).*", Pattern.DOTALL);

    /** The boundary between two words of {@code doNotEmail}. */
    private static final Pattern HUMP = Pattern.compile("(?<=[a-z])(?=[A-Z])");

    /** A dash between two thoughts. The hyphen of {@code No-show} is none. */
    private static final Pattern DASH = Pattern.compile("(?U)\\s-+\\s?|-\\s|[\u2012-\u2015]");

    /** Marks around a word that a spreadsheet or a program has quoted. */
    private static final Pattern AROUND = Pattern.compile(
            "^[\\s\"'`\u2018\u2019\u201C\u201D=#(:\\[{]+|[\\s\"'`\u2018\u2019\u201C\u201D.!,;:?)(\\]}]+$");

    /** The mark between a no and its reason. {@code No. 1 fan club} has none. */
    private static final Pattern BEHIND_FIRST = Pattern.compile("[,;:!(/]|\\.(?!\\s?\\d)");

    private static final Pattern BEFORE_LAST = Pattern.compile(".*[:=(]", Pattern.DOTALL);

    /** A yes among several answers. Then a no in the last one says nothing about the others. */
    private static final Pattern YES = Pattern.compile("\\b(yes|true|accepted|agreed|granted|subscribed|opted in)\\b");

    private static final String MAIL = "((e ?mail|marketing|promotional|commercial) )*(news ?letters?|e ?mails?|mails?"
            + "|mailings?|marketing|ads|advertising|promotions?|offers?|communications?|messages?|contact|consent|permission"
            + "|subscriptions?|opt(ed)? ?in|subscribed|gdpr)";

    private static final String WHO = "((the )?(user|customer|contact|subscriber|person|i|he|she|they) )?";

    private static final String AT_A_TIME = "( yet)?( on [\\d :./t]+z?)?";

    /** A stored choice and its name: {@code opt-in: 0}. */
    private static final Pattern NAMED_CHOICE =
            Pattern.compile(MAIL + "( ?[:=] ?| )(no|n|false|f|0|off|none|null|not given"
                    + "|declined|denied|refused|rejected|revoked|withdrawn)");

    /** The beginning of a refusal that may go on, for example with a date. No reason to mail begins so. */
    private static final Pattern BEGINNING =
            Pattern.compile("(opt(ed)? ?out|unsubscribed?|no (consent|permission))\\b.*", Pattern.DOTALL);

    private static final Pattern PHRASE = Pattern.compile(
            "no (more |further )?(MAIL|thanks|thank you|interest)( (please|thanks|thank you|wanted|requested|given|yet|any ?more))*"
                            .replace("MAIL", MAIL)
                    + "|without (consent|permission)"
                    + "|(do not|don'?t) (call|text|send|market|disturb|subscribe)( (me|him|her|them|to))?( please)?( any ?more)?"
                    + "|WHO(do(es)?|did) ?(not|n'?t) ((want|wish|like)( to (receive|get|be sent))? |send )?((any|more|our|your) )*"
                            .replace("WHO", WHO)
                    + "(MAIL|mail)( (me|him|her|them|to))?( please)?( any ?more)?".replace("MAIL", MAIL)
                    + "|WHO((has|have|had|is|was|did|does|do|am) )?".replace("WHO", WHO)
                    + "(not|never|no longer|(has|have|is|was|did|does|do)n'?t) "
                    + "(opt(ed)? ?in|subscribed?|consent(ed)?|agreed?|sign(ed)? ?up|confirm(ed)?|accept(ed)?|give consent|given( consent)?"
                    + "|checked|ticked|selected|interested|marketable)"
                    + "( (in|to|for) (the |our |any |your )?(MAIL))?".replace("MAIL", MAIL)
                    + AT_A_TIME
                    + "|WHO((has|have|had|is|was) )?(been )?(opted out|unsubscribed|complained|bounced)"
                            .replace("WHO", WHO)
                    + "( (of|from) ((the|our|all|any|your) )*(MAIL))?".replace("MAIL", MAIL)
                    + AT_A_TIME
                    + "|WHO((has|have|had) )?(declined|denied|refused|rejected|revoked|withdrawn|withdrew|cancell?ed)"
                            .replace("WHO", WHO)
                    + "( (the|our|all|any|your|my|his|her|their))* (MAIL)".replace("MAIL", MAIL)
                    + AT_A_TIME
                    + "|(nein|nee|non|nej|nei|no),? (danke|vielen dank|dank je|dank u|bedankt|merci|tack|takk|tak|gracias|grazie)"
                    + "|(keine?n?|geen|pas de|sin|senza) (einwilligung|zustimmung|erlaubnis|newsletter|werbung|e ?mails?|mails|interesse"
                    + "|toestemming|consentement|consentimiento|consenso|permiso)( (bitte|mehr|erteilt|gegeben|gew\u00FCnscht|erw\u00FCnscht))*"
                    + "|nicht (einverstanden|eingewilligt|zugestimmt|angemeldet|best\u00E4tigt|interessiert|erw\u00FCnscht|gew\u00FCnscht)");

    private Refusals() {}

    private static Set<String> words(String text) {
        return Set.of(Blanks.strip(text).split("\\s+"));
    }

    /**
     * Whether a value says no, in any letter case and with its words joined in any way. A list says no if all of its
     * items do.
     */
    public static boolean isOne(JsonNode json) {
        if (json.isArray()) {
            return StreamSupport.stream(json.spliterator(), false).allMatch(item -> !item.isArray() && isOne(item));
        }
        return !json.isContainerNode() && isOne(Blanks.strip(json.asText()));
    }

    private static boolean isOne(String text) {
        if (text.length() > LONGEST) {
            return BEGINNING.matcher(bare(folded(text.substring(0, LONGEST)))).matches();
        }
        String words = folded(text.startsWith("{") ? text.replace("\"", "") : text);
        String bare = bare(words);
        return bare.isEmpty()
                || NO_IF_ALONE.contains(joined(bare))
                || ZERO.matcher(bare).matches()
                || EMPTY_BOX.matcher(words).matches()
                || NAMED_CHOICE.matcher(bare).matches()
                || meansNo(bare)
                || meansNo(bare(BEHIND_FIRST.split(words, 2)[0]))
                || (meansNo(bare(BEFORE_LAST.matcher(words).replaceFirst("")))
                        && !YES.matcher(words).find());
    }

    private static boolean meansNo(String bare) {
        return NO_WORDS.contains(joined(bare))
                || PHRASE.matcher(bare).matches()
                || BEGINNING.matcher(bare).matches();
    }

    private static String bare(String words) {
        return AROUND.matcher(words).replaceAll("");
    }

    private static String joined(String words) {
        return words.replace(" ", "");
    }

    private static String folded(String text) {
        String apart = DASH.matcher(HUMP.matcher(text).replaceAll(" ")).replaceAll(": ");
        return apart.toLowerCase(Locale.ROOT).replace('\u2019', '\'').replaceAll("(?U)[\\s_-]+", " ");
    }
}
