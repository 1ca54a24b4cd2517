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
    static final List<String> DELETE =
            List.of("delete", "deleted", "deletion", "remove", "removed", "destroy", "destroyed", "d");

    /** These are likely to mean a delete, but also much else: what says so is not written, and not deleted either. */
    private static final Set<String> PERHAPS_DELETE =
            Set.of("del", "drop", "erase", "erased", "purge", "purged", "removal", "trash", "wipe", "wiped");

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}]+");

    private static final Map<String, Operation> MEANINGS = Stream.concat(
                    UPSERT.stream().map(word -> Map.entry(word, Operation.UPSERT)),
                    DELETE.stream().map(word -> Map.entry(word, Operation.DELETE)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    /** Longer than any word; no more of a text need be looked at. */
    static final int LONGEST = 200;

    private static final char FIRST_BEYOND_ASCII = '\u0080';

    private OperationWords() {}

    /** What a text means that is one of the words. */
    public static Optional<Operation> meaning(String text) {
        String trimmed = trimmed(text);
        return trimmed.length() > LONGEST ? Optional.empty() : Optional.ofNullable(MEANINGS.get(folded(trimmed)));
    }

    /** Whether one of several words may be that of a delete, as in {@code DELETE ROW} and {@code purge}. */
    static boolean mayMeanDelete(String text) {
        return text.length() <= LONGEST
                && BETWEEN_WORDS
                        .splitAsStream(plain(text))
                        .anyMatch(
                                word -> (word.length() > 1 && DELETE.contains(word)) || PERHAPS_DELETE.contains(word));
    }

    /** A word as it is compared: in lower case and plain letters, and without what is no letter or digit at its ends. */
    public static String plain(String text) {
        return folded(trimmed(text));
    }

    /** Letters of full width, as keyboards in Asia write them, are letters. */
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

    /** Without what is no letter or digit at its ends. */
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
