package dev.keapsink.value;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.text.Blanks;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Telephone numbers as texts: what is one, and what only stands where one would. Who answers is {@link PhoneIdentity}'s. */
public final class Phones {

    /** The shortest that people have are those of small countries and of a town; less is an extension or a slip. */
    private static final int FEWEST_DIGITS = 7;

    /** Nobody writes a longer one, and what is longer would take long to look at. */
    private static final int LONGEST = 200;

    /** What pandas and spreadsheets make of a column with gaps. */
    private static final Pattern WHOLE = Pattern.compile("(\\+?\\d{7,})\\.0+");

    private static final Pattern WHOLE_EXTENSION = Pattern.compile("(\\d{1,9})\\.0{1,9}");

    /** So ends what was {@code 6.17555E+09} before it became a fraction: a spreadsheet shows six digits of a number. */
    private static final String LOST = "0000";

    private static final Pattern THOUSANDS = Pattern.compile("[+-]?\\d{1,3}(,\\d{3}){2,}");

    /** What the filters of Keap's searches are made of; no telephone number needs it. */
    private static final Pattern SYNTAX = Pattern.compile("[;=*,]");

    private static final Pattern SYNTAX_AROUND = Pattern.compile("^[;=*,\\s]++|[;=*,\\s]++$");

    private static final Pattern LETTER_BETWEEN_DIGITS = Pattern.compile("\\d\\D*?\\p{L}\\D*\\d");

    private static final Pattern BARE = Pattern.compile("[+\uFF0B(\\p{Nd}].*\\p{Nd}");

    private static final Pattern LETTER = Pattern.compile("\\p{L}");

    private static final Pattern EXTENSION =
            Pattern.compile("(?i)[\\s,;]*(?:;ext=|ext(?:ension|n)?[.:]*|x|#)\\s*[0-9]+[^0-9]{0,40}$");

    /** Of one, two or three digits (ITU-T E.164). */
    private static final String COUNTRY_CODE = "1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]"
            + "|(2[1-689]|3[578]|42|5[09]|6[7-9]|8[05789]|9[679])\\d";

    /**
     * Filled in so that a form lets one go on, with or without the country's code. No number of the United States begins with
     * the digits in their order.
     */
    private static final Pattern FILLER = Pattern.compile(
            "\\+?1?1234567(8(90?)?)?|0{7,}[1-9]{1,2}|\\+?(?<all>\\d)\\k<all>*|1(?<home>\\d)\\k<home>{9}|(\\+|00)("
                    + COUNTRY_CODE + ")(?<abroad>\\d)\\k<abroad>{5,}|011(" + COUNTRY_CODE
                    + ")?(?<exit>\\d)\\k<exit>{7,}");

    /** So many has what is a number at first sight; less may be a date. */
    private static final int USUAL_DIGITS = 10;

    /** So often does any filler of at least seven digits repeat its last one. */
    private static final int FEWEST_OF_A_FILLER = 6;

    private static final String TOO_FEW =
            "is not a phone number: it has fewer than seven digits; send it with its area code";

    private static final String LETTERS_FOR_DIGITS =
            "is not a phone number: it has fewer than seven digits; send digits for its letters, with its area code";

    private Phones() {}

    /**
     * A number as its record writes it, without the marks of an export and invisible characters.
     *
     * @throws InvalidValue if it is none
     */
    public static String of(String field, JsonNode json) {
        String shown = shown(field, json);
        if (json.isTextual() && isUsual(shown)) {
            return shown;
        }
        whyNone(field, json).ifPresent(why -> {
            throw new InvalidValue(field, why);
        });
        return tidy(shown);
    }

    /**
     * Why a value that stands where a number would is none; nothing if it is one.
     *
     * @return completes a sentence that begins with the field
     * @throws InvalidValue for a list or an object
     */
    public static Optional<String> whyNone(String field, JsonNode json) {
        String shown = shown(field, json);
        if (json.isTextual() && isUsual(shown)) {
            return Optional.empty();
        }
        String text = tidy(shown);
        return text.length() > LONGEST
                ? Optional.of(TOO_FEW).filter(why -> digits(text).length() < FEWEST_DIGITS)
                : instead(json, shown, text).map(PhoneLookalikes::why).or(() -> whyNone(text));
    }

    /** What it is that has the digits of a number. */
    private static Optional<PhoneLookalikes> instead(JsonNode json, String shown, String text) {
        boolean fraction = json.isFloatingPointNumber();
        if (fraction && !text.matches("\\d+")) {
            return Optional.of(PhoneLookalikes.FRACTION);
        }
        return (fraction || WHOLE.matcher(shown).matches()) && text.endsWith(LOST)
                ? Optional.of(PhoneLookalikes.SCIENTIFIC)
                : PhoneLookalikes.of(text);
    }

    private static Optional<String> whyNone(String text) {
        String beforeExtension = EXTENSION.matcher(text).replaceFirst("");
        String number = digits(beforeExtension).isEmpty() ? text : beforeExtension;
        String digits = digits(number);
        if (digits.isEmpty()) {
            return Optional.of("is not a phone number: it has no digit; leave it empty where there is none");
        }
        if (LETTER_BETWEEN_DIGITS.matcher(number).find()) {
            return Optional.of("is not a phone number: it has letters between its digits; send one number alone");
        }
        if (FILLER.matcher(text.startsWith("+") ? "+" + digits : digits).matches()) {
            return Optional.of("is not a phone number but a filler; leave it empty where there is none");
        }
        return digits.length() < FEWEST_DIGITS
                ? Optional.of(LETTER.matcher(number).find() ? LETTERS_FOR_DIGITS : TOO_FEW)
                : Optional.empty();
    }

    /**
     * Whether a text is a number at first sight, as most are: ten digits and more, hyphens, brackets and spaces, and neither its
     * begin nor its end is a filler's.
     */
    private static boolean isUsual(String text) {
        int digits = 0;
        int same = 0;
        int inOrder = 0;
        char last = ' ';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
                same = c == last ? same + 1 : 1;
                inOrder = c == last + 1 ? inOrder + 1 : 1;
                last = c;
                if (inOrder >= FEWEST_DIGITS || (same == FEWEST_DIGITS && c == '0')) {
                    return false;
                }
            } else if (c != ' ' && c != '-' && c != '(' && c != ')' && (c != '+' || i > 0)) {
                return false;
            }
        }
        return digits >= USUAL_DIGITS && same < FEWEST_OF_A_FILLER && text.length() <= LONGEST;
    }

    /** A number without all that is no digit; a digit of any script is one. */
    public static String digits(String text) {
        StringBuilder digits = new StringBuilder(text.length());
        text.codePoints()
                .map(character -> Character.digit(character, 10))
                .filter(digit -> digit >= 0)
                .forEach(digits::append);
        return digits.toString();
    }

    /** The digits of an extension, without what a column with gaps adds to them. */
    public static String extension(String text) {
        Matcher whole = WHOLE_EXTENSION.matcher(Blanks.strip(text));
        return digits(whole.matches() ? whole.group(1) : text);
    }

    /** A number, and apart from it its extension if it has one. */
    static List<String> split(String text) {
        Matcher extension = EXTENSION.matcher(text);
        return text.length() <= LONGEST
                        && extension.find()
                        && digits(text.substring(0, extension.start())).length() >= FEWEST_DIGITS
                ? List.of(text.substring(0, extension.start()), extension.group())
                : List.of(text);
    }

    private static String shown(String field, JsonNode json) {
        return ExportMarks.off(Texts.visible(field, json));
    }

    /** A number without what a column with gaps, a thousands separator or a link adds to it. */
    private static String tidy(String text) {
        if (text.length() > LONGEST
                || (text.indexOf('.') < 0 && !SYNTAX.matcher(text).find())) {
            return text;
        }
        Matcher whole = WHOLE.matcher(text);
        if (whole.matches()) {
            return whole.group(1);
        }
        if (THOUSANDS.matcher(text).matches()) {
            return text.replace(",", "");
        }
        List<String> parts = split(text);
        if (parts.size() > 1 && SYNTAX.matcher(parts.getLast()).find()) {
            return parts.getFirst() + " x" + digits(parts.getLast());
        }
        String inner = ExportMarks.off(SYNTAX_AROUND.matcher(text).replaceAll(""));
        return !SYNTAX.matcher(inner).find() || SYNTAX.matcher(bare(inner)).find() ? inner : bare(inner);
    }

    /** A number from its first sign to its last digit, without the words around it. */
    static String bare(String text) {
        Matcher bare = BARE.matcher(text);
        return bare.find() ? bare.group() : text;
    }
}
