package dev.keapsink.tools.records;

import dev.keapsink.field.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The name of a column as words in lower case. {@code E-Mail (home)} and {@code eMailHome} have the words e, mail and
 * home.
 */
record ColumnName(List<String> words) {
    /** Part of a name, from one word to another. */
    record Run(String normalised, List<String> rest) {}

    static ColumnName of(String name) {
        String apart = name.replaceAll("(?<=\\p{Ll})(?=\\p{Lu})", " ");
        return new ColumnName(Arrays.stream(apart.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{M}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .toList());
    }

    /** Whether one of these is a word of the name, or two words written as one. */
    boolean hasOneOf(Set<String> others) {
        return words.stream().anyMatch(others::contains)
                || IntStream.range(1, words.size()).anyMatch(i -> others.contains(words.get(i - 1) + words.get(i)));
    }

    /** Returns all runs of words, the longest first. */
    List<Run> runs() {
        List<Run> runs = new ArrayList<>();
        for (int length = words.size(); length > 0; length--) {
            for (int from = 0; from + length <= words.size(); from++) {
                List<String> rest = new ArrayList<>(words.subList(0, from));
                rest.addAll(words.subList(from + length, words.size()));
                String run = String.join("", words.subList(from, from + length));
                runs.add(new Run(Field.normalised(run), List.copyOf(rest)));
            }
        }
        return runs;
    }
}
