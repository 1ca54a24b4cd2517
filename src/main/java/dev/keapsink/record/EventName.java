package dev.keapsink.record;

import dev.keapsink.record.SinkRecord.Operation;
import dev.keapsink.text.Blanks;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads the operation from the last word of an event's name. A word begins behind a character that is not a letter or a
 * digit, or at a capital. A version and the word event at the end are skipped. {@code row.d} is a deletion;
 * {@code Plan D} is not, and {@code not deleted} is the opposite of one.
 */
final class EventName {

    /** A word of one letter counts only behind one of these. */
    private static final String BEFORE_A_LETTER = "._-/:";

    /** The same in a free text, which need not be a name at all: {@code Section-D} is not a deletion. */
    private static final String SURELY_BEFORE_A_LETTER = "._/";

    /** Before the last word of a free text, these belong to a name and do not end a sentence. */
    private static final String WITHIN_NAMES = "._-/";

    private static final Set<String> NEGATIONS = Set.of("un", "not", "no", "non", "never", "cannot", "dont", "undo");

    private static final Set<String> SUFFIXES = Set.of("event", "events");

    private EventName() {}

    static Optional<Operation> operation(String name) {
        return operation(name, OperationWords::meaning);
    }

    /**
     * The operation that the last word of a name means; empty if it means none.
     *
     * @param meaning the operation of a word
     */
    static Optional<Operation> operation(String name, Function<String, Optional<Operation>> meaning) {
        String text = end(name);
        return ofLastWord(text, meaning).or(() -> ofLastWord(withoutSuffixes(text), meaning));
    }

    /** Whether a free text names a deletion: it has one or two words and is not a sentence. */
    static boolean isDeletion(String anything) {
        String text = withoutSuffixes(end(anything));
        return ofLastWord(text, OperationWords::meaning).equals(Optional.of(Operation.DELETE))
                && isName(text, startOfWord(text, text.length()));
    }

    private static String end(String name) {
        String trimmed = OperationWords.trimmed(name);
        return trimmed.substring(Math.max(0, trimmed.length() - OperationWords.LONGEST));
    }

    private static Optional<Operation> ofLastWord(String text, Function<String, Optional<Operation>> meaning) {
        int from = startOfWord(text, text.length());
        boolean counts = text.length() - from > 1 || isBehind(text, from, BEFORE_A_LETTER);
        return counts
                ? unlessNegated(text, from, meaning).or(() -> unlessNegated(text, startOfLastHump(text, from), meaning))
                : Optional.empty();
    }

    private static Optional<Operation> unlessNegated(
            String text, int from, Function<String, Optional<Operation>> meaning) {
        return isNegated(text.substring(0, from)) ? Optional.empty() : meaning.apply(text.substring(from));
    }

    /** Whether the text before a word turns it into its opposite. */
    private static boolean isNegated(String before) {
        String text = OperationWords.trimmed(before);
        int from = startOfWord(text, text.length());
        String last = text.substring(startOfLastHump(text, from)).toLowerCase(Locale.ROOT);
        return NEGATIONS.contains(last)
                || NEGATIONS.contains(text.substring(from).toLowerCase(Locale.ROOT))
                || text.toLowerCase(Locale.ROOT).endsWith("n't");
    }

    /** Whether a text that ends in a word of a delete is a name; a sentence or a heading is not. */
    private static boolean isName(String text, int from) {
        if (text.length() - from == 1) {
            return isBehind(text, from, SURELY_BEFORE_A_LETTER) && !hasBlank(text);
        }
        return isAtMostOneWord(text.substring(0, from));
    }

    private static boolean isAtMostOneWord(String before) {
        if (!hasBlank(before)) {
            return true;
        }
        String word = Blanks.strip(before);
        return before.startsWith(word)
                && word.chars().allMatch(c -> Character.isLetterOrDigit(c) || WITHIN_NAMES.indexOf(c) >= 0);
    }

    private static boolean hasBlank(String text) {
        return text.chars().anyMatch(c -> Blanks.isBlank((char) c));
    }

    private static boolean isBehind(String text, int from, String separators) {
        return from > 0 && separators.indexOf(text.charAt(from - 1)) >= 0;
    }

    /** Removes versions and the word event from the end of a name. */
    private static String withoutSuffixes(String name) {
        String text = name;
        for (String rest = withoutSuffix(text);
                !rest.isEmpty() && rest.length() < text.length();
                rest = withoutSuffix(text)) {
            text = rest;
        }
        return text;
    }

    private static String withoutSuffix(String text) {
        int from = startOfWord(text, text.length());
        int hump = startOfLastHump(text, from);
        if (isSuffix(text.substring(from))) {
            return OperationWords.trimmed(text.substring(0, from));
        }
        return isSuffix(text.substring(hump)) ? OperationWords.trimmed(text.substring(0, hump)) : text;
    }

    private static boolean isSuffix(String word) {
        String digits = word.startsWith("v") || word.startsWith("V") ? word.substring(1) : word;
        boolean isVersion = !digits.isEmpty() && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return isVersion || SUFFIXES.contains(word.toLowerCase(Locale.ROOT));
    }

    private static int startOfWord(String text, int end) {
        int from = end;
        while (from > 0 && Character.isLetterOrDigit(text.charAt(from - 1))) {
            from--;
        }
        return from;
    }

    /**
     * The start of Delete in ContactDelete and CRMDelete, and of DELETE in rowDELETE. A last part of one letter does
     * not count: then it is the start of the whole word.
     */
    private static int startOfLastHump(String text, int startOfWord) {
        int from = text.length() - 1;
        while (from > startOfWord && !isHump(text, from)) {
            from--;
        }
        return text.length() - from > 1 ? Math.max(from, startOfWord) : startOfWord;
    }

    private static boolean isHump(String word, int at) {
        boolean behindSmall = !Character.isUpperCase(word.charAt(at - 1));
        boolean beforeSmall = at + 1 < word.length() && Character.isLowerCase(word.charAt(at + 1));
        return Character.isUpperCase(word.charAt(at)) && (behindSmall || beforeSmall);
    }
}
