package dev.keapsink.content;

import dev.keapsink.record.InvalidValue;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Bytes as Base64 (RFC 4648, section 4), which were checked.
 *
 * @param text the Base64 alone, without the beginning of a data URL
 */
public record Base64Text(String text) {

    private static final Pattern DATA_URL = Pattern.compile("(?i)data:[^,]{0,200};base64,");

    private static final String REMEDY =
            "%s; send the file's bytes as standard Base64 in one line, with padding, or as a data URL";

    /**
     * Checks the Base64 or the data URL in a text.
     *
     * @param field the text's name in the record
     * @throws InvalidValue if it is neither, holds nothing, or holds too much
     */
    static Base64Text of(String field, String text, FileLimit limit) {
        String base64 = withoutBeginning(field, text);
        if (base64.isEmpty()) {
            throw new InvalidValue(field, "The file is empty; Keap stores no empty files");
        }
        if (!isPadded(base64)) {
            throw new InvalidValue(
                    field, REMEDY.formatted("The text is no Base64, because its length is not a multiple of 4"));
        }
        if (size(base64) > limit.bytes()) {
            throw new InvalidValue(field, limit.exceeded());
        }
        Base64Text checked = new Base64Text(base64);
        try {
            if (checked.isCanonical()) {
                return checked;
            }
        } catch (IllegalArgumentException e) {
            // Without the message, which quotes a character of the file.
            throw new InvalidValue(field, REMEDY.formatted("The text is no Base64, because it has other characters"));
        }
        throw new InvalidValue(
                field, REMEDY.formatted("The text is cut off or no Base64: its end is not a whole byte"));
    }

    private static String withoutBeginning(String field, String text) {
        Matcher url = DATA_URL.matcher(text);
        if (url.lookingAt()) {
            return text.substring(url.end());
        }
        if (text.regionMatches(true, 0, "data:", 0, 5)) {
            throw new InvalidValue(field, REMEDY.formatted("The data URL does not say that it is Base64"));
        }
        return text;
    }

    private static boolean isPadded(String base64) {
        return base64.length() % 4 == 0;
    }

    private static long size(String base64) {
        int padding = base64.endsWith("==") ? 2 : base64.endsWith("=") ? 1 : 0;
        return base64.length() / 4 * 3L - padding;
    }

    /** Whether the bits behind the last byte are zero. Others would be lost. */
    private boolean isCanonical() {
        byte[] bytes = bytes();
        int tail = (bytes.length - 1) % 3 + 1;
        byte[] last = Arrays.copyOfRange(bytes, bytes.length - tail, bytes.length);
        return text.endsWith(Base64.getEncoder().encodeToString(last));
    }

    /** The bytes. */
    byte[] bytes() {
        return Base64.getDecoder().decode(text);
    }

    /** Without the text, which is a private file. */
    @Override
    public String toString() {
        return "Base64Text";
    }
}
