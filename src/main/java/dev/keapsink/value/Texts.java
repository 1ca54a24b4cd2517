package dev.keapsink.value;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.text.Blanks;
import dev.keapsink.text.Composed;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads texts, and texts of a certain form. Each {@code field} is the name of the value in a complaint. */
public final class Texts {

    /** A code from a column with gaps, as pandas and spreadsheets write it: 2139.0. */
    private static final Pattern WITH_EMPTY_FRACTION = Pattern.compile("(\\d{1,20})\\.0{1,9}");

    private static final Pattern LOCALE = Pattern.compile("([A-Za-z]{2,3})[-_]([A-Za-z]{2})");

    static final String OCTET = "(25[0-5]|(2[0-4]|1?\\d)?\\d)";

    /** The longest address has 45 characters, and a longer text would take long to match. */
    private static final Pattern IP_ADDRESS =
            Pattern.compile("(?=.{2,45}$)(%1$s(\\.%1$s){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)".formatted(OCTET));

    private static final int SOCIAL_SECURITY_DIGITS = 9;

    private Texts() {}

    /** Whether a value holds nothing to write: it is absent, null, white space, or an empty list. */
    public static boolean isBlank(JsonNode json) {
        return json.isNull()
                || json.isMissingNode()
                || (json.isTextual() && Blanks.isBlank(json.asText()))
                || (json.isArray() && json.isEmpty());
    }

    /**
     * A text, a number or a truth value as a text without white space around it. A control character becomes a space.
     *
     * @throws InvalidValue for a list or an object, and for a value that could not be sent as a text
     */
    public static String of(String field, JsonNode json) {
        return Blanks.spaced(stripped(field, json));
    }

    /** The same without invisible characters, for a value that never needs one. */
    static String visible(String field, JsonNode json) {
        return Blanks.visible(stripped(field, json));
    }

    private static String stripped(String field, JsonNode json) {
        if (json.isContainerNode()) {
            throw new InvalidValue(field, "must be a text or a number, not a list or an object");
        }
        if (json.isFloatingPointNumber() && !Double.isFinite(json.doubleValue())) {
            throw new InvalidValue(field, "is a number beyond all bounds");
        }
        String text = Composed.of(Blanks.strip(inPlainDigits(json)));
        if (hasSurrogate(text) && !UTF_8.newEncoder().canEncode(text)) {
            throw new InvalidValue(field, "holds half of a character (a lone surrogate)");
        }
        return text;
    }

    /** A quick test, since most texts have no surrogates. */
    private static boolean hasSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /**
     * A value as a text, a fraction in plain digits. A column with gaps turns whole numbers into 15551234567.0, or
     * 1.5551234567E10.
     */
    private static String inPlainDigits(JsonNode json) {
        return json.isFloatingPointNumber()
                ? json.decimalValue().stripTrailingZeros().toPlainString()
                : json.asText();
    }

    /**
     * Reads a code of digits and letters that spreadsheets take for a number, such as 02139. The marks that keep them
     * from it are removed.
     */
    public static String code(String field, JsonNode json) {
        String text = ExportMarks.remove(of(field, json));
        Matcher whole = WITH_EMPTY_FRACTION.matcher(text);
        return whole.matches() ? whole.group(1) : text;
    }

    /**
     * Reads an IP address of version 4 or 6.
     *
     * @throws InvalidValue if the value is not an IP address
     */
    public static String ipAddress(String field, JsonNode json) {
        String text = of(field, json);
        if (!IP_ADDRESS.matcher(text).matches()) {
            throw new InvalidValue(field, "is not an IP address");
        }
        return text;
    }

    /**
     * Reads a social security number of the United States, with or without separators.
     *
     * @throws InvalidValue if the value does not have nine digits
     */
    public static String socialSecurityNumber(String field, JsonNode json) {
        String text = of(field, json);
        if (text.replaceAll("[0-9]", "").matches("[- ]*")
                && text.replaceAll("[^0-9]", "").length() == SOCIAL_SECURITY_DIGITS) {
            return text;
        }
        throw new InvalidValue(field, "is not a social security number, which has nine digits");
    }

    /**
     * Reads a locale in the form of Keap, {@code en_US}.
     *
     * @throws InvalidValue if the value is not a locale
     */
    public static String locale(String field, JsonNode json) {
        var matcher = LOCALE.matcher(of(field, json));
        if (!matcher.matches()) {
            throw new InvalidValue(field, "is not a locale such as en_US");
        }
        return matcher.group(1).toLowerCase(Locale.ROOT) + "_"
                + matcher.group(2).toUpperCase(Locale.ROOT);
    }
}
