package dev.keapsink.record;

import dev.keapsink.record.SinkRecord.Operation;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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

    /** Longer than any word; a longer text need not be looked at. */
    private static final int LONGEST = 200;

    /** Behind these a word may have one letter. */
    private static final String BEFORE_A_LETTER = "._-/:";

    private OperationWords() {}

    /** What a text means that is one of the words. */
    public static Optional<Operation> meaning(String text) {
        return text.length() > LONGEST ? Optional.empty() : Optional.ofNullable(MEANINGS.get(plain(text)));
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
     * {@code row.d} is a deletion, {@code Plan D} is none.
     */
    static Optional<Operation> ofEvent(String name) {
        String text = name.length() > LONGEST ? "" : trimmed(name);
        int from = text.length();
        while (from > 0 && Character.isLetterOrDigit(text.charAt(from - 1))) {
            from--;
        }
        String word = text.substring(from);
        boolean counts = word.length() > 1 || (from > 0 && BEFORE_A_LETTER.indexOf(text.charAt(from - 1)) >= 0);
        return counts ? meaning(word).or(() -> ofLastHump(word)) : Optional.empty();
    }

    /** Delete of ContactDelete and CRMDelete, DELETE of rowDELETE. */
    private static Optional<Operation> ofLastHump(String word) {
        int from = word.length() - 1;
        while (from > 0 && !isHump(word, from)) {
            from--;
        }
        return word.length() - from > 1 ? meaning(word.substring(from)) : Optional.empty();
    }

    private static boolean isHump(String word, int at) {
        boolean behindSmall = !Character.isUpperCase(word.charAt(at - 1));
        boolean beforeSmall = at + 1 < word.length() && Character.isLowerCase(word.charAt(at + 1));
        return Character.isUpperCase(word.charAt(at)) && (behindSmall || beforeSmall);
    }
}
