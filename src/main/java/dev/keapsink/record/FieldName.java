package dev.keapsink.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.keapsink.text.Composed;
import java.util.List;
import java.util.Map;

/**
 * Compares names of fields in the spellings of producers. Letter case, and all characters but letters and digits, make
 * no difference.
 */
public final class FieldName {

    private FieldName() {}

    /** The letters and digits of a name, composed and in lower case. */
    public static String normalised(String spelt) {
        String name = Composed.of(spelt);
        StringBuilder letters = new StringBuilder(name.length());
        int point;
        for (int i = 0; i < name.length(); i += Character.charCount(point)) {
            point = name.codePointAt(i);
            if (Character.isLetterOrDigit(point)) {
                letters.appendCodePoint(Character.toLowerCase(point));
            }
        }
        return letters.toString();
    }

    /**
     * Whether a name is a known one in any spelling. Most names differ in the first letter, so that a test costs almost
     * nothing.
     *
     * @param known normalised, in lower-case letters of ASCII, at least one
     */
    static boolean is(String name, String known) {
        char first = name.isEmpty() ? ' ' : name.charAt(0);
        char small = (char) (first | ' ');
        boolean isLetter = first < 128 && small >= 'a' && small <= 'z';
        return !(isLetter && small != known.charAt(0)) && isSpelt(name, known);
    }

    /** Whether a name is one of several known ones in any spelling. */
    static boolean isOneOf(List<String> known, String name) {
        for (String one : known) {
            if (is(name, one)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSpelt(String name, String known) {
        int next = 0;
        int point;
        for (int i = 0; i < name.length(); i += Character.charCount(point)) {
            point = name.codePointAt(i);
            if (Character.isLetterOrDigit(point)) {
                if (next == known.length() || Character.toLowerCase(point) != known.charAt(next)) {
                    return false;
                }
                next++;
            }
        }
        return next == known.length();
    }

    /** Whether a name ends in a known one in any spelling. */
    static boolean endsWith(String name, String known) {
        int next = known.length() - 1;
        for (int i = name.length() - 1; i >= 0 && next >= 0; i--) {
            char letter = name.charAt(i);
            if (Character.isLetterOrDigit(letter)) {
                if (Character.toLowerCase(letter) != known.charAt(next)) {
                    return false;
                }
                next--;
            }
        }
        return next < 0;
    }

    /** The first field of an object that has a known name in any spelling; a missing node if there is none. */
    static JsonNode field(JsonNode object, String known) {
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (is(field.getKey(), known)) {
                return field.getValue();
            }
        }
        return MissingNode.getInstance();
    }
}
