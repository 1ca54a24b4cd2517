package dev.keapsink.value;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.text.Blanks;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Values that mean no. */
public final class Refusals {

    private static final Set<String> WORDS = Set.of(
            "false",
            "0",
            "0.0",
            "no",
            "n",
            "off",
            "f",
            "none",
            "null",
            "nil",
            "n/a",
            "na",
            "-",
            "never",
            "non marketable",
            "declined",
            "denied",
            "refused",
            "no thanks",
            "no thank you");

    /** What may go on, for example with a date. */
    private static final Pattern BEGINNING = Pattern.compile(
            "(opt(ed)?[ -]?out|unsubscribed?|not (opted|subscribed)|no (opt|consent|permission)|do not|did not|don't|didn't)\\b.*",
            Pattern.DOTALL);

    private Refusals() {}

    /** Whether a value says no, in any case and however its words are joined. */
    public static boolean isOne(JsonNode json) {
        String text = Blanks.strip(json.asText()).toLowerCase(Locale.ROOT);
        String words = text.replaceAll("[\\s_-]+", " ").replaceFirst("[.!]$", "");
        return WORDS.contains(text)
                || WORDS.contains(words)
                || BEGINNING.matcher(words).matches();
    }
}
