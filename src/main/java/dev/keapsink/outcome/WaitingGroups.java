package dev.keapsink.outcome;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** The FIFO groups in which a message waits, so that the later ones of the group have to wait for it. Threadsafe. */
public final class WaitingGroups {

    private final Map<String, Integer> firstThatWaits = new ConcurrentHashMap<>();

    /** Notes that a record waits. */
    public void add(Place place) {
        if (place.message().inFifoGroup()) {
            firstThatWaits.merge(group(place), place.messagePosition(), Math::min);
        }
    }

    /** Whether an earlier message of the record's group waits. */
    public boolean holdUp(Place place) {
        return place.message().inFifoGroup()
                && firstThatWaits.getOrDefault(group(place), Integer.MAX_VALUE) < place.messagePosition();
    }

    private static String group(Place place) {
        return Objects.requireNonNull(place.message().delivery().group());
    }
}
