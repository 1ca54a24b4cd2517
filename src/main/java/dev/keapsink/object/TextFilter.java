package dev.keapsink.object;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Conditions of v2's filters about texts that people write, such as names. */
public final class TextFilter {

    /** Keap documents no way to write these characters in the value of a filter. */
    private static final Pattern SYNTAX = Pattern.compile("[;=<>*,]");

    private TextFilter() {}

    /**
     * The condition that finds the objects of a text, and perhaps others, so that each hit has to be compared. A text
     * with a character of the filter's own syntax is sought by the part before it.
     *
     * @param exact the name by which a filter compares the whole text
     * @param wildcard the name by which it finds texts that begin with a part
     */
    public static String of(String exact, String wildcard, String text) {
        Matcher syntax = SYNTAX.matcher(text);
        return syntax.find() ? wildcard + "==" + text.substring(0, syntax.start()) + "*" : exact + "==" + text;
    }
}
