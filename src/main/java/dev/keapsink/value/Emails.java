package dev.keapsink.value;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.text.Blanks;
import dev.keapsink.text.Composed;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads e-mail addresses, and recognises fillers in their place. */
public final class Emails {

    /**
     * One at-sign, text on both sides of it, and a dot in the domain. Every address that can receive mail has these.
     */
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>,;\"]+@[^\\s@<>,;\"]+\\.[^\\s@<>,;\".]+");

    /** Mail programs write a person's name in front of the brackets. */
    private static final Pattern IN_BRACKETS = Pattern.compile("[^<>]*<([^<>]+)>");

    private static final String QUOTES = "\\s\"'`\u00B4\u2018\u2019\u201C\u201D\u201E";

    /**
     * Marks of exports, the beginning of a link, and the names by which directories and address books call an address.
     */
    private static final Pattern IN_FRONT = Pattern.compile(
            "(?i)^(?:[<(\\[=" + QUOTES + "]|(?:mailto|smtp|e-?mail|mail|em?|x-apple|internet|[pz])\\s*:(?://)?)+");

    /** Marks of exports, and the end of a link or of a sentence. */
    private static final Pattern BEHIND = Pattern.compile("[.>)\\]" + QUOTES + "]*(?:\\?[^@]*)?$");

    /** No mail program writes more, and a longer text would take long to match. */
    private static final int LONGEST = 1000;

    private Emails() {}

    /**
     * An address without the marks and the name around it, and without any invisible characters.
     *
     * @throws InvalidValue if the value is not an address
     */
    public static String of(String field, JsonNode json) {
        String text = bare(Texts.visible(field, json));
        if (!ADDRESS.matcher(text).matches()) {
            throw new InvalidValue(field, whyNone(field, json).orElse("is not an e-mail address"));
        }
        return text;
    }

    /**
     * Why a value in the place of an address is a filler; empty if it is an address or may mean one.
     *
     * @return completes a sentence that begins with the field
     * @throws InvalidValue for a list or an object
     */
    public static Optional<String> whyNone(String field, JsonNode json) {
        if (json.isTextual() && json.asText().indexOf('@') >= 0) {
            return Optional.empty();
        }
        return Fillers.isOne(Texts.of(field, json)) || (json.isBoolean() && !json.booleanValue())
                ? Optional.of("is a filler, not an e-mail address; leave it empty if there is none")
                : Optional.empty();
    }

    /** Whether a text without white space around it is an address, and nothing else. */
    public static boolean isOne(String text) {
        return ADDRESS.matcher(Blanks.visible(text)).matches();
    }

    /**
     * An address without the marks that programs write around it: quotation marks, {@code mailto:}, angle brackets, a
     * person's name. A text that is not an address stays mostly as it is.
     */
    public static String bare(String text) {
        String visible = Composed.of(Blanks.visible(text));
        if (isPlain(visible) || visible.length() > LONGEST) {
            return visible;
        }
        Matcher brackets = IN_BRACKETS.matcher(visible);
        String inside = brackets.matches() && brackets.group(1).indexOf('@') > 0 ? brackets.group(1) : visible;
        return BEHIND.matcher(IN_FRONT.matcher(inside).replaceFirst("")).replaceFirst("");
    }

    /** Whether a text needs no closer look, as most do not. */
    private static boolean isPlain(String text) {
        return !text.isEmpty()
                && Character.isLetterOrDigit(text.charAt(0))
                && Character.isLetterOrDigit(text.charAt(text.length() - 1))
                && text.indexOf(':') < 0;
    }
}
