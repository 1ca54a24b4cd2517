package dev.keapsink.mapping;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** What somebody may have meant. */
public final class Closest {

    private Closest() {}

    /** The choice that a text is most like; nothing if it is like none. */
    public static Optional<String> to(String text, Collection<String> choices) {
        int most = Math.max(2, text.length() / 3);
        return choices.stream()
                .filter(choice -> distance(text, choice) <= most)
                .min(Comparator.comparingInt((String choice) -> distance(text, choice))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static int distance(String one, String other) {
        return LevenshteinDistance.getDefaultInstance()
                .apply(one.toLowerCase(Locale.ROOT), other.toLowerCase(Locale.ROOT));
    }
}
