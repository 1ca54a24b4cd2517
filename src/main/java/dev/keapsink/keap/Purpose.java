package dev.keapsink.keap;

import java.util.Comparator;

/**
 * The purpose of a call: its endpoint and, if it applies a tag, that tag. A success of one call says something about
 * other calls for the same purpose.
 *
 * @param tag the tag to be applied; 0 for every other call
 */
public record Purpose(Endpoint endpoint, long tag) implements Comparable<Purpose> {

    private static final Comparator<Purpose> ORDER =
            Comparator.comparing(Purpose::endpoint).thenComparingLong(Purpose::tag);

    public static Purpose of(Endpoint endpoint) {
        return new Purpose(endpoint, 0);
    }

    public static Purpose tagging(long tag) {
        return new Purpose(Endpoint.TAGGING, tag);
    }

    @Override
    public int compareTo(Purpose other) {
        return ORDER.compare(this, other);
    }

    /** As in "Keap forbids …". */
    String inWords() {
        return tag == 0 ? endpoint.inWords() : "applying tag %d".formatted(tag);
    }
}
