package dev.keapsink.object;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The objects that this process has created lately, by the texts that a search would find them by. Keap's lists may not
 * show them yet. Threadsafe.
 */
public final class RecentlyCreated {

    private static final int MOST = 10_000;

    /** Lists are later than this in no account that is known. */
    private static final Duration LISTED = Duration.ofMinutes(10);

    private final InstantSource clock;

    private final Map<String, Created> objects = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Created> eldest) {
            return size() > MOST;
        }
    };

    private record Created(long id, Instant at) {}

    public RecentlyCreated(InstantSource clock) {
        this.clock = clock;
    }

    /** Notes an object that Keap has created. */
    public synchronized void put(String text, long id) {
        objects.remove(text);
        objects.put(text, new Created(id, clock.instant()));
    }

    /** The id of an object; empty if none was created for this text within ten minutes. */
    public synchronized Optional<Long> id(String text) {
        return Optional.ofNullable(objects.get(text))
                .filter(created -> created.at().plus(LISTED).isAfter(clock.instant()))
                .map(Created::id);
    }
}
