package dev.keapsink.text;

import java.text.Normalizer;

/**
 * Composes texts, so that a letter and its accent are one character. A Mac writes the two apart in names of files and
 * in texts made from them, which look the same.
 */
public final class Composed {

    private Composed() {}

    /**
     * A text in Unicode's form NFC. One without parts of letters stays as it is, so that no rare form of a sign is
     * lost.
     */
    public static String of(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isPart(text.charAt(i))) {
                return Normalizer.normalize(text, Normalizer.Form.NFC);
            }
        }
        return text;
    }

    /** Whether a character is an accent, also of Japanese, or a letter of a Korean syllable. */
    private static boolean isPart(char character) {
        return character >= '\u0300'
                && (character <= '\u036F'
                        || ('\u1100' <= character && character <= '\u11FF')
                        || character == '\u3099'
                        || character == '\u309A');
    }
}
