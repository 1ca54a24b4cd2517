package dev.keapsink.record;

import java.util.List;

/** A set of normalised field names. The first two letters of a name rule out most others at almost no cost. */
final class NameSet {

    private static final int LETTERS = 26;

    private final String[][] byLetter = new String[LETTERS][];

    /** A bit for each second letter, by the first letter. */
    private final int[] seconds = new int[LETTERS];

    /**
     * @param names normalised, each of at least two letters of ASCII
     */
    NameSet(List<String> names) {
        for (int i = 0; i < LETTERS; i++) {
            char first = (char) ('a' + i);
            byLetter[i] = names.stream()
                    .filter(name -> name.charAt(0) == first)
                    .distinct()
                    .toArray(String[]::new);
        }
        names.forEach(name -> seconds[letter(name.charAt(0))] |= 1 << letter(name.charAt(1)));
    }

    /** Whether the set holds a name in any spelling. */
    boolean hold(String name) {
        if (name.length() < 2) {
            return false;
        }
        int first = letter(name.charAt(0));
        int second = letter(name.charAt(1));
        if (isLetter(first) && isLetter(second)) {
            return (seconds[first] >>> second & 1) != 0 && isOneOf(byLetter[first], name);
        }
        int start = firstLetter(name);
        return isLetter(start) && isOneOf(byLetter[start], name);
    }

    private static boolean isOneOf(String[] known, String name) {
        for (String one : known) {
            if (FieldName.is(name, one)) {
                return true;
            }
        }
        return false;
    }

    /** The position in the alphabet of a name's first letter or digit; out of range for anything but a letter. */
    private static int firstLetter(String name) {
        int at = 0;
        while (at < name.length() && !Character.isLetterOrDigit(name.charAt(at))) {
            at++;
        }
        return at < name.length() ? letter(name.charAt(at)) : -1;
    }

    private static int letter(char c) {
        return (c | ' ') - 'a';
    }

    private static boolean isLetter(int letter) {
        return letter >= 0 && letter < LETTERS;
    }
}
