package dev.keapsink.text;

import java.text.Normalizer;

/**
 * Texts whose letters are one character each, with their accents: a Mac writes the two apart in names of files and what comes
 * from there, and shows the same.
 */
public final class Composed {

    private Composed() {}

    /** A text with such letters (Unicode's form NFC). One without parts of letters stays as it is, so that no rare form of a sign is lost. */
    public static String of(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isPart(text.charAt(i))) {
                return Normalizer.normalize(text, Normalizer.Form.NFC);
            }
        }
        return text;
    }

    /** Accents, those of Japanese, and the letters in Korean syllables. */
    private static boolean isPart(char character) {
        return character >= '\u0300'
                && (character <= '\u036F'
                        || ('\u1100' <= character && character <= '\u11FF')
                        || character == '\u3099'
                        || character == '\u309A');
    }
}
