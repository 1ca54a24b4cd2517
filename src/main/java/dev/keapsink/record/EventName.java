package dev.keapsink.record;

import dev.keapsink.record.SinkRecord.Operation;
import dev.keapsink.text.Blanks;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What the name of an event says happened: its last word, behind whatever is no letter or digit, or behind a capital. A version
 * and the word event at the end are skipped. {@code row.d} is a deletion, {@code Plan D} is none, and {@code not deleted} is the
 * opposite of one.
 */
final class EventName {

    /** Behind these a word may have one letter. */
    private static final String BEFORE_A_LETTER = "._-/:";

    /** In a text that may be anything, {@code Section-D} is none. */
    private static final String SURELY_BEFORE_A_LETTER = "._/";

    /** Before the last word of what may be anything, these are no punctuation of a sentence. */
    private static final String WITHIN_NAMES = "._-/";

    private static final Set<String> NEGATIONS = Set.of("un", "not", "no", "non", "never", "cannot", "dont", "undo");

    private static final Set<String> SUFFIXES = Set.of("event", "events");

    private EventName() {}

    static Optional<Operation> operation(String name) {
        return operation(name, OperationWords::meaning);
    }

    /** The same with what words mean to others. */
    static Optional<Operation> operation(String name, Function<String, Optional<Operation>> meaning) {
        String text = end(name);
        return ofLastWord(text, meaning).or(() -> ofLastWord(withoutSuffixes(text), meaning));
    }

    /** Whether a text that may be anything is the name of a deletion: one word, or two, but no sentence. */
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

    /** Whether what stands before a word turns it into its opposite. */
    private static boolean isNegated(String before) {
        String text = OperationWords.trimmed(before);
        int from = startOfWord(text, text.length());
        String last = text.substring(startOfLastHump(text, from)).toLowerCase(Locale.ROOT);
        return NEGATIONS.contains(last)
                || NEGATIONS.contains(text.substring(from).toLowerCase(Locale.ROOT))
                || text.toLowerCase(Locale.ROOT).endsWith("n't");
    }

    /** Whether a text that ends in a word of a delete is a name, not a sentence or a heading. */
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

    /** Without a version at the end, and without the word event. */
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

    /** Where Delete of ContactDelete and CRMDelete begins, DELETE of rowDELETE; the word itself if it is but one letter. */
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
