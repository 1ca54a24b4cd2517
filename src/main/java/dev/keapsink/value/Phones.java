package dev.keapsink.value;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.text.Blanks;
import java.util.Optional;
import java.util.regex.Pattern;

/** Telephone numbers as texts: what is one, and what only stands where one would. Who answers is {@link PhoneIdentity}'s. */
public final class Phones {

    /** The shortest that people have are those of small countries and of a town; less is an extension or a slip. */
    private static final int FEWEST_DIGITS = 7;

    /** Nobody writes a longer one, and what is longer would take long to look at. */
    private static final int LONGEST = 200;

    /** {@code 4.15555E+09} and, of a spreadsheet in German or French, {@code 4,15555E+09}. */
    private static final Pattern SCIENTIFIC =
            Pattern.compile("(?s)(.*\\d\\s?[eE]\\s?[+-]\\s?\\d.*|[+-]?\\d([.,]\\d*)?\\s*[eE]\\s*\\d{1,3})");

    private static final Pattern EXTENSION =
            Pattern.compile("(?i)[\\s,;]*(?:;ext=|ext(?:ension)?[.:]?|x|#)\\s*[0-9]+\\s*$");

    /** Of one, two or three digits (ITU-T E.164). */
    private static final String COUNTRY_CODE = "1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]"
            + "|(2[1-689]|3[578]|42|5[09]|6[7-9]|8[05789]|9[679])\\d";

    /** Filled in so that a form lets one go on, with or without the country's code. */
    private static final Pattern FILLER =
            Pattern.compile("\\+?(\\d)\\1*|\\+?1(\\d)\\2{9}|(\\+|00)(" + COUNTRY_CODE + ")0{6,}");

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
        if (text.length() > LONGEST) {
            return digits(text).length() < FEWEST_DIGITS ? Optional.of(TOO_FEW) : Optional.empty();
        }
        if (json.isFloatingPointNumber() && !text.matches("\\d+")) {
            return Optional.of("is not a phone number but a fraction; send it as a text");
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

    /** A number without all that is no digit; a digit of any script is one. */
    public static String digits(String text) {
        StringBuilder digits = new StringBuilder(text.length());
        text.codePoints()
                .map(character -> Character.digit(character, 10))
                .filter(digit -> digit >= 0)
                .forEach(digits::append);
        return digits.toString();
    }

    private static String text(String field, JsonNode json) {
        return ExportMarks.off(Blanks.visible(Texts.of(field, json)));
    }
}
