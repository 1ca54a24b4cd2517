package dev.keapsink.value;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.text.Blanks;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads telephone numbers, and recognises values that only stand in their place. {@link PhoneIdentity} tells which
 * telephone a number reaches.
 */
public final class Phones {

    /** The shortest numbers are those of small countries and of towns. Fewer digits are an extension or a slip. */
    private static final int FEWEST_DIGITS = 7;

    /** No number is longer, and a longer text would take long to match. */
    private static final int LONGEST = 200;

    /** A number from a column with gaps, as pandas and spreadsheets write it. */
    private static final Pattern WITH_EMPTY_FRACTION = Pattern.compile("(\\+?\\d{7,})\\.0+");

    private static final Pattern EXTENSION_WITH_EMPTY_FRACTION = Pattern.compile("(\\d{1,9})\\.0{1,9}");

    /** The end of a number that was {@code 6.17555E+09} before it became a fraction: a spreadsheet shows six digits. */
    private static final String LOST_DIGITS = "0000";

    private static final Pattern THOUSANDS = Pattern.compile("[+-]?\\d{1,3}(,\\d{3}){2,}");

    /** Characters of the filters in Keap's searches, which no telephone number needs. */
    private static final Pattern SYNTAX = Pattern.compile("[;=*,]");

    private static final Pattern SYNTAX_AROUND = Pattern.compile("^[;=*,\\s]++|[;=*,\\s]++$");

    private static final Pattern LETTER_BETWEEN_DIGITS = Pattern.compile("\\d\\D*?\\p{L}\\D*\\d");

    private static final Pattern BARE = Pattern.compile("[+\uFF0B(\\p{Nd}].*\\p{Nd}");

    private static final Pattern LETTER = Pattern.compile("\\p{L}");

    private static final Pattern EXTENSION =
            Pattern.compile("(?i)[\\s,;]*(?:;ext=|ext(?:ension|n)?[.:]*|x|#)\\s*[0-9]+[^0-9]{0,40}$");

    /** One, two or three digits (ITU-T E.164). */
    private static final String COUNTRY_CODE = "1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]"
            + "|(2[1-689]|3[578]|42|5[09]|6[7-9]|8[05789]|9[679])\\d";

    /**
     * Digits that only satisfy a form, with or without the country code. No number of the United States begins with the
     * digits in their order.
     */
    private static final Pattern FILLER = Pattern.compile(
            "\\+?1?1234567(8(90?)?)?|0{7,}[1-9]{1,2}|\\+?(?<all>\\d)\\k<all>*|1(?<home>\\d)\\k<home>{9}|(\\+|00)("
                    + COUNTRY_CODE + ")(?<abroad>\\d)\\k<abroad>{5,}|011(" + COUNTRY_CODE
                    + ")?(?<exit>\\d)\\k<exit>{7,}");

    /** A number at first sight has at least so many digits; fewer may be a date. */
    private static final int USUAL_DIGITS = 10;

    /** Any filler of at least seven digits repeats its last digit at least this often. */
    private static final int FEWEST_OF_A_FILLER = 6;

    private static final String TOO_FEW =
            "is not a phone number: it has fewer than seven digits; send it with its area code";

    private static final String LETTERS_FOR_DIGITS =
            "is not a phone number: it has fewer than seven digits; send digits for its letters, with its area code";

    private Phones() {}

    /**
     * A number as its record writes it, without the marks of an export and invisible characters.
     *
     * @throws InvalidValue if the value is not a telephone number
     */
    public static String of(String field, JsonNode json) {
        String shown = withoutExportMarks(field, json);
        if (json.isTextual() && isUsual(shown)) {
            return shown;
        }
        whyNone(field, json).ifPresent(why -> {
            throw new InvalidValue(field, why);
        });
        return tidy(shown);
    }

    /**
     * Why a value is unusable as a telephone number; empty if it is one.
     *
     * @return completes a sentence that begins with the field
     * @throws InvalidValue for a list or an object
     */
    public static Optional<String> whyNone(String field, JsonNode json) {
        String shown = withoutExportMarks(field, json);
        if (json.isTextual() && isUsual(shown)) {
            return Optional.empty();
        }
        String text = tidy(shown);
        return text.length() > LONGEST
                ? Optional.of(TOO_FEW).filter(why -> digits(text).length() < FEWEST_DIGITS)
                : lookalike(json, shown, text).map(PhoneLookalike::why).or(() -> whyNone(text));
    }

    /** The lookalike that a value is; empty if it may be a telephone number. */
    private static Optional<PhoneLookalike> lookalike(JsonNode json, String shown, String text) {
        boolean fraction = json.isFloatingPointNumber();
        if (fraction && !text.matches("\\d+")) {
            return Optional.of(PhoneLookalike.FRACTION);
        }
        return (fraction || WITH_EMPTY_FRACTION.matcher(shown).matches()) && text.endsWith(LOST_DIGITS)
                ? Optional.of(PhoneLookalike.SCIENTIFIC)
                : PhoneLookalike.of(text);
    }

    private static Optional<String> whyNone(String text) {
        String beforeExtension = EXTENSION.matcher(text).replaceFirst("");
        String number = digits(beforeExtension).isEmpty() ? text : beforeExtension;
        String digits = digits(number);
        if (digits.isEmpty()) {
            return Optional.of("is not a phone number: it has no digit; leave it empty if there is none");
        }
        if (LETTER_BETWEEN_DIGITS.matcher(number).find()) {
            return Optional.of("is not a phone number: it has letters between its digits; send one number alone");
        }
        if (FILLER.matcher(text.startsWith("+") ? "+" + digits : digits).matches()) {
            return Optional.of("is not a phone number: it is a filler; leave it empty if there is none");
        }
        return digits.length() < FEWEST_DIGITS
                ? Optional.of(LETTER.matcher(number).find() ? LETTERS_FOR_DIGITS : TOO_FEW)
                : Optional.empty();
    }

    /**
     * Whether a text is a number at first sight, as most are. It has at least ten digits, hyphens, brackets and spaces,
     * and neither begins nor ends like a filler.
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

    /** The digits of a text. A digit of any script counts, and becomes one of ASCII. */
    public static String digits(String text) {
        StringBuilder digits = new StringBuilder(text.length());
        text.codePoints()
                .map(character -> Character.digit(character, 10))
                .filter(digit -> digit >= 0)
                .forEach(digits::append);
        return digits.toString();
    }

    /** The digits of an extension, without the fraction that a column with gaps adds. */
    public static String extension(String text) {
        Matcher whole = EXTENSION_WITH_EMPTY_FRACTION.matcher(Blanks.strip(text));
        return digits(whole.matches() ? whole.group(1) : text);
    }

    /** A number, and behind it its extension if it has one. */
    static List<String> split(String text) {
        Matcher extension = EXTENSION.matcher(text);
        return text.length() <= LONGEST
                        && extension.find()
                        && digits(text.substring(0, extension.start())).length() >= FEWEST_DIGITS
                ? List.of(text.substring(0, extension.start()), extension.group())
                : List.of(text);
    }

    private static String withoutExportMarks(String field, JsonNode json) {
        return ExportMarks.remove(Texts.visible(field, json));
    }

    /** A number without the additions of a column with gaps, of a thousands separator or of a link. */
    private static String tidy(String text) {
        if (text.length() > LONGEST
                || (text.indexOf('.') < 0 && !SYNTAX.matcher(text).find())) {
            return text;
        }
        Matcher whole = WITH_EMPTY_FRACTION.matcher(text);
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
        String inner = ExportMarks.remove(SYNTAX_AROUND.matcher(text).replaceAll(""));
        return !SYNTAX.matcher(inner).find() || SYNTAX.matcher(bare(inner)).find() ? inner : bare(inner);
    }

    /** A number from its first sign to its last digit, without the words around it. */
    static String bare(String text) {
        Matcher bare = BARE.matcher(text);
        return bare.find() ? bare.group() : text;
    }
}
