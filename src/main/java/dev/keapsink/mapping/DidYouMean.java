package dev.keapsink.mapping;

import dev.keapsink.record.Excerpt;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Suggests the closest of several choices for a text that is none of them. */
public final class DidYouMean {

    private DidYouMean() {}

    /** The closest choice as an addition to a sentence; an empty text if none is similar. */
    public static String suggestion(String text, Collection<String> choices) {
        return to(text, choices)
                .map(closest -> " (did you mean %s?)".formatted(Excerpt.text(closest)))
                .orElse("");
    }

    /** The choice that is closest to a text, in any letter case; empty if none is similar. */
    public static Optional<String> to(String text, Collection<String> choices) {
        int most = Math.max(2, text.length() / 3);
        // A limit saves most of the time, and there may be thousands of choices.
        LevenshteinDistance distance = new LevenshteinDistance(most);
        String wanted = text.toLowerCase(Locale.ROOT);
        String closest = null;
        int least = Integer.MAX_VALUE;
        for (String choice : choices) {
            int far = Math.abs(choice.length() - text.length()) > most
                    ? -1
                    : distance.apply(wanted, choice.toLowerCase(Locale.ROOT));
            if (far >= 0 && (closest == null || far < least || (far == least && choice.compareTo(closest) < 0))) {
                closest = choice;
                least = far;
            }
        }
        return Optional.ofNullable(closest);
    }
}
