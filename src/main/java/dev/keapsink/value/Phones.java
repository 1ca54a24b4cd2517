package dev.keapsink.value;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.record.InvalidValue;
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

    /** {@code 4.15555E+09} and, of a spreadsheet in German or French, {@code 4,15555E+09}. */
    private static final Pattern SCIENTIFIC = Pattern.compile(
            "(?s)(.*\\d\\s?[eE]\\s?[+-]\\s?\\d.*|[+-]?\\d([.,]\\d*)?\\s*[eE]\\s*\\d{1,3}"
                    + "|[+-]?\\d([.,]\\d*)?\\s*[xX\u00D7*]\\s*10\\s*\\^?\\s*[+-]?[\\d\u2070\u00B9\u00B2\u00B3\u2074-\u2079]{1,3})");

    /** What pandas and spreadsheets make of a column with gaps. */
    private static final Pattern WHOLE = Pattern.compile("(\\+?\\d{7,})\\.0+");

    private static final Pattern FRACTION = Pattern.compile("[+-]?\\d+\\.\\d{1,2}");

    /** Four numbers of which some have three digits. Pairs alone, and 212.123.45.67, are telephone numbers of several countries. */
    private static final Pattern IP_ADDRESS = Pattern.compile(
            "(?!\\d\\d(\\.\\d\\d){3}$)(?!\\d{3}\\.\\d{3}\\.\\d\\d\\.\\d\\d$)%1$s(\\.%1$s){3}".formatted(Texts.OCTET));

    private static final Pattern EXTENSION =
            Pattern.compile("(?i)[\\s,;]*(?:;ext=|ext(?:ension)?[.:]?|x|#)\\s*[0-9]+\\s*$");

    /** Of one, two or three digits (ITU-T E.164). */
    private static final String COUNTRY_CODE = "1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]"
            + "|(2[1-689]|3[578]|42|5[09]|6[7-9]|8[05789]|9[679])\\d";

    /** Filled in so that a form lets one go on, with or without the country's code. */
    private static final Pattern FILLER = Pattern.compile("\\+?(?<all>\\d)\\k<all>*|1(?<home>\\d)\\k<home>{9}|(\\+|00)("
            + COUNTRY_CODE + ")(?<abroad>\\d)\\k<abroad>{5,}|011(" + COUNTRY_CODE + ")?(?<exit>\\d)\\k<exit>{7,}");

    /** So often does any filler of at least seven digits repeat its last one. */
    private static final int FEWEST_OF_A_FILLER = 6;

    private static final String TOO_FEW =
            "is not a phone number: it has fewer than seven digits; send it with its area code";

    private Phones() {}

    /**
     * A number as its record writes it, without the marks of an export and invisible characters.
     *
     * @throws InvalidValue if it is none
     */
    public static String of(String field, JsonNode json) {
        whyNone(field, json).ifPresent(why -> {
            throw new InvalidValue(field, why);
        });
        return text(field, json);
    }

    /**
     * Why a value that stands where a number would is none; nothing if it is one.
     *
     * @return completes a sentence that begins with the field
     * @throws InvalidValue for a list or an object
     */
    public static Optional<String> whyNone(String field, JsonNode json) {
        String text = text(field, json);
        if (json.isTextual() && isUsual(text)) {
            return Optional.empty();
        }
        if (text.length() > LONGEST) {
            return digits(text).length() < FEWEST_DIGITS ? Optional.of(TOO_FEW) : Optional.empty();
        }
        if ((json.isFloatingPointNumber() && !text.matches("\\d+"))
                || FRACTION.matcher(text).matches()) {
            return Optional.of("is not a phone number but a fraction; send it as a text");
        }
        if (IP_ADDRESS.matcher(text).matches()) {
            return Optional.of("is not a phone number but an IP address");
        }
        if (json.isTextual() && SCIENTIFIC.matcher(text).matches()) {
            return Optional.of(
                    "is not a phone number but what a spreadsheet made of one (such as 1.5E+10), whose last digits are"
                            + " lost; format the column as text in the spreadsheet, and export it again");
        }
        String digits = digits(EXTENSION.matcher(text).replaceFirst(""));
        if (digits.isEmpty()) {
            return Optional.of("is not a phone number: it has no digit; leave it empty where there is none");
        }
        if (FILLER.matcher(text.startsWith("+") ? "+" + digits : digits).matches()) {
            return Optional.of(
                    "is not a phone number but a filler, in which one digit is repeated; leave it empty where there is none");
        }
        return digits.length() < FEWEST_DIGITS ? Optional.of(TOO_FEW) : Optional.empty();
    }

    /** Whether a text is a number at first sight, as most are: in digits, hyphens, brackets and spaces, and its end is no filler's. */
    private static boolean isUsual(String text) {
        int digits = 0;
        int same = 0;
        char last = ' ';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
                same = c == last ? same + 1 : 1;
                last = c;
            } else if (c != ' ' && c != '-' && c != '(' && c != ')' && (c != '+' || i > 0)) {
                return false;
            }
        }
        return digits >= FEWEST_DIGITS && same < FEWEST_OF_A_FILLER && text.length() <= LONGEST;
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

    /** A number, and apart from it its extension if it has one. */
    static List<String> split(String text) {
        Matcher extension = EXTENSION.matcher(text);
        return text.length() <= LONGEST
                        && extension.find()
                        && digits(text.substring(0, extension.start())).length() >= FEWEST_DIGITS
                ? List.of(text.substring(0, extension.start()), extension.group())
                : List.of(text);
    }

    private static String text(String field, JsonNode json) {
        String text = ExportMarks.off(Texts.visible(field, json));
        if (text.indexOf('.') < 0 || text.length() > LONGEST) {
            return text;
        }
        Matcher whole = WHOLE.matcher(text);
        return whole.matches() ? whole.group(1) : text;
    }
}
