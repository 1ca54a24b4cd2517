package dev.keapsink.mapping;

import dev.keapsink.record.Shown;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** What somebody may have meant. */
public final class DidYouMean {

    private DidYouMean() {}

    /** The choice that may be meant, as an addition to a sentence; nothing if none is alike. */
    public static String suggestion(String text, Collection<String> choices) {
        return to(text, choices)
                .map(closest -> " (did you mean %s?)".formatted(Shown.text(closest)))
                .orElse("");
    }

    /** The choice that a text is most like; nothing if it is like none. */
    public static Optional<String> to(String text, Collection<String> choices) {
        int most = Math.max(2, text.length() / 3);
        // With a limit it takes a fraction of the time, and there may be thousands of choices.
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
