package dev.keapsink.record;

import dev.keapsink.record.SinkRecord.Operation;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words by which producers name an operation, in any case. All dialects share them. */
public final class OperationWords {

    /** The record is written. */
    static final List<String> UPSERT = List.of(
            "upsert",
            "create",
            "created",
            "insert",
            "inserted",
            "update",
            "updated",
            "modify",
            "modified",
            "read",
            "snapshot",
            "load",
            "bootstrap-insert",
            "c",
            "u",
            "r",
            "i");

    /** The record is deleted. */
    static final List<String> DELETE = List.of("delete", "deleted", "remove", "removed", "destroy", "destroyed", "d");

    private static final Map<String, Operation> MEANINGS = Stream.concat(
                    UPSERT.stream().map(word -> Map.entry(word, Operation.UPSERT)),
                    DELETE.stream().map(word -> Map.entry(word, Operation.DELETE)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    /** Longer than any word; no more of a text need be looked at. */
    private static final int LONGEST = 200;

    /** Behind these a word may have one letter. */
    private static final String BEFORE_A_LETTER = "._-/:";

    private static final Set<String> NEGATIONS = Set.of("un", "not", "no", "non", "never", "cannot", "dont", "undo");

    private OperationWords() {}

    /** What a text means that is one of the words. */
    public static Optional<Operation> meaning(String text) {
        String trimmed = trimmed(text);
        return trimmed.length() > LONGEST
                ? Optional.empty()
                : Optional.ofNullable(MEANINGS.get(trimmed.toLowerCase(Locale.ROOT)));
    }

    /** A word as it is compared: in lower case, and without what is no letter or digit at its ends. */
    public static String plain(String text) {
        return trimmed(text).toLowerCase(Locale.ROOT);
    }

    private static String trimmed(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && !Character.isLetterOrDigit(text.charAt(from))) {
            from++;
        }
        while (to > from && !Character.isLetterOrDigit(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    /**
     * What the name of an event says happened: its last word, behind whatever is no letter or digit, or behind a capital.
     * {@code row.d} is a deletion, {@code Plan D} is none, and {@code not deleted} is the opposite of one.
     */
    static Optional<Operation> ofEvent(String name) {
        return ofEvent(name, OperationWords::meaning);
    }

    /** The same with what words mean to others. */
    public static Optional<Operation> ofEvent(String name, Function<String, Optional<Operation>> meaning) {
        String trimmed = trimmed(name);
        String text = trimmed.substring(Math.max(0, trimmed.length() - LONGEST));
        int from = startOfWord(text, text.length());
        boolean counts = text.length() - from > 1 || (from > 0 && BEFORE_A_LETTER.indexOf(text.charAt(from - 1)) >= 0);
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
        String text = trimmed(before);
        int from = startOfWord(text, text.length());
        String last = text.substring(startOfLastHump(text, from)).toLowerCase(Locale.ROOT);
        return NEGATIONS.contains(last)
                || NEGATIONS.contains(text.substring(from).toLowerCase(Locale.ROOT))
                || text.toLowerCase(Locale.ROOT).endsWith("n't");
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
