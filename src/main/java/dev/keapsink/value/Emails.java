package dev.keapsink.value;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.text.Blanks;
import dev.keapsink.text.Composed;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** E-mail addresses as texts: what is one, and what only stands where one would. */
public final class Emails {

    /** One at-sign, something on both sides, a dot in the domain: what every address that can receive mail has. */
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>,;\"]+@[^\\s@<>,;\"]+\\.[^\\s@<>,;\".]+");

    /** Mail programs write the name of a person in front. */
    private static final Pattern IN_BRACKETS = Pattern.compile("[^<>]*<([^<>]+)>");

    private static final String QUOTES = "\\s\"'`\u00B4\u2018\u2019\u201C\u201D\u201E";

    /** Marks of exports, the beginning of a link, and what directories and address books call an address. */
    private static final Pattern IN_FRONT = Pattern.compile(
            "(?i)^(?:[<(\\[=" + QUOTES + "]|(?:mailto|smtp|e-?mail|mail|em?|x-apple|internet|[pz])\\s*:(?://)?)+");

    /** And the end of a link, or of a sentence. */
    private static final Pattern BEHIND = Pattern.compile("[.>)\\]" + QUOTES + "]*(?:\\?[^@]*)?$");

    /** No mail program writes more, and what is longer would take long to look at. */
    private static final int LONGEST = 1000;

    private Emails() {}

    /**
     * An address without the marks and the name around it; an invisible character in it is none of it, however it came in.
     *
     * @throws InvalidValue if it is none
     */
    public static String of(String field, JsonNode json) {
        String text = bare(Texts.visible(field, json));
        if (!ADDRESS.matcher(text).matches()) {
            throw new InvalidValue(field, whyNone(field, json).orElse("is not an e-mail address"));
        }
        return text;
    }

    /**
     * Why a value that stands where an address would says nothing; nothing if it is one, or if one may be meant.
     *
     * @return completes a sentence that begins with the field
     * @throws InvalidValue for a list or an object
     */
    public static Optional<String> whyNone(String field, JsonNode json) {
        if (json.isTextual() && json.asText().indexOf('@') >= 0) {
            return Optional.empty();
        }
        return Fillers.isOne(Texts.of(field, json)) || (json.isBoolean() && !json.booleanValue())
                ? Optional.of("is no e-mail address but a filler; leave it empty where there is none")
                : Optional.empty();
    }

    /** Whether a text without white space around it is an address, and nothing else. */
    public static boolean isOne(String text) {
        return ADDRESS.matcher(Blanks.visible(text)).matches();
    }

    /**
     * An address as it is without what programs write around it: quotation marks, {@code mailto:}, angle brackets, the name of
     * its person. What is no address stays what it is, by and large.
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

    /** Most are, and need no closer look. */
    private static boolean isPlain(String text) {
        return !text.isEmpty()
                && Character.isLetterOrDigit(text.charAt(0))
                && Character.isLetterOrDigit(text.charAt(text.length() - 1))
                && text.indexOf(':') < 0;
    }
}
