package dev.keapsink.record;

import dev.keapsink.record.SinkRecord.Operation;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words with which producers name an operation, in any letter case. All dialects share them. */
public final class OperationWords {

    /** Words that write the record. */
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

    /** Words that delete the record. */
    static final List<String> DELETE =
            List.of("delete", "deleted", "deletion", "remove", "removed", "destroy", "destroyed", "d");

    /**
     * Words that are likely to mean a delete, but also have other meanings. A record with one is neither written nor
     * deleted.
     */
    private static final Set<String> PERHAPS_DELETE =
            Set.of("del", "drop", "erase", "erased", "purge", "purged", "removal", "trash", "wipe", "wiped");

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}]+");

    private static final Map<String, Operation> MEANINGS = Stream.concat(
                    UPSERT.stream().map(word -> Map.entry(word, Operation.UPSERT)),
                    DELETE.stream().map(word -> Map.entry(word, Operation.DELETE)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    /** Longer than any word, so that the rest of a text need not be read. */
    static final int LONGEST = 200;

    private static final char FIRST_BEYOND_ASCII = '\u0080';

    private OperationWords() {}

    /** The operation that a text means; empty if it is none of the words. */
    public static Optional<Operation> meaning(String text) {
        String trimmed = trimmed(text);
        return trimmed.length() > LONGEST ? Optional.empty() : Optional.ofNullable(MEANINGS.get(folded(trimmed)));
    }

    /** Whether any word of a text may mean a delete, as in {@code DELETE ROW} and {@code purge}. */
    static boolean mayMeanDelete(String text) {
        return text.length() <= LONGEST
                && BETWEEN_WORDS
                        .splitAsStream(plain(text))
                        .anyMatch(
                                word -> (word.length() > 1 && DELETE.contains(word)) || PERHAPS_DELETE.contains(word));
    }

    /** A word as it is compared: in lower case and plain letters, from its first to its last letter or digit. */
    public static String plain(String text) {
        return folded(trimmed(text));
    }

    /** A text in lower case. Letters of full width, as keyboards in Asia write them, become plain ones. */
    private static String folded(String text) {
        return (isAscii(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFKC)).toLowerCase(Locale.ROOT);
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= FIRST_BEYOND_ASCII) {
                return false;
            }
        }
        return true;
    }

    /** A text from its first to its last letter or digit. */
    static String trimmed(String text) {
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
}
