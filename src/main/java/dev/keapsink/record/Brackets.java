package dev.keapsink.record;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.keapsink.text.Blanks;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads bracketed lists that are not JSON: {@code {A,"B, C",NULL}} of PostgreSQL, {@code [A, B]} of Java, and
 * {@code ['A', None]} of Python.
 *
 * @see <a href="https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO">Array Input and Output Syntax</a>
 */
final class Brackets {

    private static final Set<String> NOTHING = Set.of("NULL", "null", "None");

    private static final Pattern NOTHING_AMONG_OTHERS =
            Pattern.compile("(?<=^|,) {0,9}(?:NULL|null|None) {0,9}(?=,|$)");

    private final String text;
    private final ArrayNode items = JsonNodeFactory.instance.arrayNode();
    private int at;

    private Brackets(String inside) {
        this.text = inside;
    }

    /** Whether a pair of brackets or braces encloses a text. */
    static boolean isOne(String text) {
        int end = text.length() - 1;
        return end > 0
                && ((text.charAt(0) == '[' && text.charAt(end) == ']')
                        || (text.charAt(0) == '{' && text.charAt(end) == '}'));
    }

    private static Optional<String> inside(String text) {
        return isOne(text) ? Optional.of(Blanks.strip(text.substring(1, text.length() - 1))) : Optional.empty();
    }

    /**
     * The inside of a bracketed list without quotation marks, its null items removed; empty if the text is not such a
     * list.
     */
    static Optional<String> plain(String text) {
        return inside(text)
                .filter(inside -> inside.chars().noneMatch(character -> "[]{}\"".indexOf(character) >= 0)
                        && !inside.startsWith("'"))
                .map(inside -> NOTHING_AMONG_OTHERS.matcher(inside).replaceAll(""));
    }

    /** The items of a bracketed list with quotation marks; empty if the text is not such a list, or a malformed one. */
    static Optional<ArrayNode> quoted(String text) {
        return inside(text)
                .filter(inside -> inside.indexOf('"') >= 0 || inside.indexOf('\'') >= 0)
                .map(Brackets::new)
                .filter(Brackets::readAll)
                .map(brackets -> brackets.items);
    }

    private boolean readAll() {
        while (true) {
            skipBlanks();
            char first = at < text.length() ? text.charAt(at) : ',';
            boolean isRead = (first == '"' || first == '\'') ? readQuoted(first) : readBare();
            skipBlanks();
            if (!isRead || at >= text.length()) {
                return isRead;
            }
            if (text.charAt(at++) != ',') {
                return false;
            }
        }
    }

    private void skipBlanks() {
        while (at < text.length() && Blanks.isBlank(text.charAt(at))) {
            at++;
        }
    }

    private boolean readQuoted(char mark) {
        StringBuilder item = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char character = text.charAt(at);
            if (character == mark) {
                at++;
                items.add(item.toString());
                return true;
            }
            if (character == '\\' && at + 1 < text.length()) {
                at++;
            }
            item.append(text.charAt(at));
        }
        return false;
    }

    private boolean readBare() {
        int from = at;
        while (at < text.length() && text.charAt(at) != ',') {
            if ("[]{}\"".indexOf(text.charAt(at)) >= 0) {
                return false;
            }
            at++;
        }
        String item = Blanks.strip(text.substring(from, at));
        if (!NOTHING.contains(item)) {
            items.add(item);
        }
        return true;
    }
}
