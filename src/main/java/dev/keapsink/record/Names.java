package dev.keapsink.record;

import java.util.List;

/** Names of fields that count, normalised. By their first two letters most others are told from them, at next to no cost. */
final class Names {

    private static final int LETTERS = 26;

    /** By first letter, with a bit for each second one. */
    private final int[] seconds = new int[LETTERS];

    /** Names of at least two letters of ASCII. */
    Names(List<String> names) {
        names.forEach(name -> seconds[letter(name.charAt(0))] |= 1 << letter(name.charAt(1)));
    }

    /** Whether a name may be one of these. */
    boolean mayHold(String name) {
        if (name.length() < 2) {
            return false;
        }
        int first = letter(name.charAt(0));
        int second = letter(name.charAt(1));
        if (!isLetter(first)) {
            return true;
        }
        return isLetter(second) ? (seconds[first] >>> second & 1) != 0 : seconds[first] != 0;
    }

    private static int letter(char c) {
        return (c | ' ') - 'a';
    }

    private static boolean isLetter(int letter) {
        return letter >= 0 && letter < LETTERS;
    }
}
