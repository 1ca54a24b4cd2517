package dev.keapsink.text;

/**
 * White space as people see it: a character that shows nothing is blank. Beside Unicode's spaces these are the no-break
 * spaces, control characters, and the invisible characters that web pages, spreadsheets and phones copy along.
 *
 * <p>Most methods leave them alone inside a text, because words need spaces and an emoji may need a joiner. Only
 * addresses and numbers need none.
 */
public final class Blanks {

    private static final char LAST_OF_ASCII = '\u007F';

    private static final char EMOJI = '\uFE0F';

    private Blanks() {}

    /** A text without the white space around it. */
    public static String strip(String text) {
        int end = end(text);
        int start = 0;
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        return text.substring(start, end);
    }

    /** Whether a text shows nothing. */
    public static boolean isBlank(String text) {
        return end(text) == 0;
    }

    /**
     * A text in which each control character but a tab or a line end is a space. No form, no letter and few databases
     * keep one, and the words on both sides of it are two.
     */
    public static String spaced(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isControl(text.charAt(i))) {
                StringBuilder spaced = new StringBuilder(text.length());
                text.chars().forEach(character -> spaced.append(isControl((char) character) ? ' ' : (char) character));
                return spaced.toString();
            }
        }
        return text;
    }

    /** A text without its invisible and no-break characters. Plain spaces, tabs and line ends stay where they are. */
    public static String visible(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isInvisible(text.charAt(i))) {
                StringBuilder visible = new StringBuilder(text.length());
                text.chars()
                        .filter(character -> !isInvisible((char) character))
                        .forEach(character -> visible.append((char) character));
                return visible.toString();
            }
        }
        return text;
    }

    /**
     * A JSON text without the white space around it that JSON does not know, such as a byte order mark. Lines in front
     * of it stay, so that a parser counts them.
     */
    public static String aroundJson(String text) {
        int end = end(text);
        int start = 0;
        for (int at = 0; at < end && isBlank(text.charAt(at)); at++) {
            start = isBlankInJson(text.charAt(at)) ? start : at + 1;
        }
        return text.substring(start, end);
    }

    /** Whether a character shows nothing. Every such character is a single {@code char} in Java. */
    public static boolean isBlank(char character) {
        return character <= ' '
                || (character >= LAST_OF_ASCII
                        && (Character.isWhitespace(character)
                                || Character.isSpaceChar(character)
                                || Character.isISOControl(character)
                                || isFormat(character)));
    }

    private static boolean isInvisible(char character) {
        return isControl(character) || (character > LAST_OF_ASCII && isBlank(character));
    }

    private static boolean isControl(char character) {
        return character < ' '
                ? character != '\t' && character != '\n' && character != '\r'
                : character == LAST_OF_ASCII;
    }

    /**
     * Whether a character is invisible although Unicode does not call it a space. Such are joiners, soft hyphens, marks
     * of a text's direction or beginning, selectors of letter variants, and fillers for a letter or a picture. The tags
     * behind an emoji are visible, since they make a flag of it.
     */
    private static boolean isFormat(char character) {
        return switch (character) {
            case '\u00AD',
                    '\u034F',
                    '\u061C',
                    '\u115F',
                    '\u1160',
                    '\u180E',
                    '\u2800',
                    '\u3164',
                    '\uFEFF',
                    '\uFFA0',
                    '\uFFFC' -> true;
            default ->
                isBetween('\u200B', character, '\u200F')
                        || isBetween('\u202A', character, '\u202E')
                        || isBetween('\u2060', character, '\u2064')
                        || isBetween('\u2066', character, '\u206F')
                        || isBetween('\uFE00', character, EMOJI);
        };
    }

    private static boolean isBetween(char first, char character, char last) {
        return first <= character && character <= last;
    }

    private static boolean isBlankInJson(char character) {
        return character == ' ' || character == '\t' || character == '\n' || character == '\r';
    }

    /** Whether a character makes the sign before it an emoji, and so shows. */
    private static boolean isOfEmoji(String text, int at) {
        if (text.charAt(at) != EMOJI || at == 0) {
            return false;
        }
        char sign = text.charAt(at - 1);
        return !isBlank(sign) && !Character.isLetterOrDigit(sign);
    }

    private static int end(String text) {
        int end = text.length();
        while (end > 0 && isBlank(text.charAt(end - 1)) && !isOfEmoji(text, end - 1)) {
            end--;
        }
        return end;
    }
}
