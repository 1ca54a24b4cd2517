package dev.keapsink.step;

import dev.keapsink.object.Key;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The ids in Keap of the objects that this process has written or found lately, by the keys that records refer to them
 * by. It never remembers that there is no object. Threadsafe.
 */
public final class ReferenceCache {

    private static final int MOST = 10_000;

    /** Within this time a person hardly deletes an object to which records still refer. */
    private static final Duration FRESH = Duration.ofMinutes(10);

    private final Map<Key, Remembered> entries = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Remembered> eldest) {
            return size() > MOST;
        }
    };

    /** The searches that are under way. */
    private final Map<Key, CompletableFuture<Answer>> searches = new ConcurrentHashMap<>();

    private record Remembered(long id, Instant until) {}

    /** The id of an object; empty if it was not written or found within ten minutes. */
    synchronized Optional<Long> id(Key key, Instant now) {
        return Optional.ofNullable(entries.get(key))
                .filter(entry -> now.isBefore(entry.until()))
                .map(Remembered::id);
    }

    synchronized void put(Key key, long id, Instant now) {
        entries.remove(key);
        entries.put(key, new Remembered(id, now.plus(FRESH)));
    }

    synchronized void forget(Key key) {
        entries.remove(key);
    }

    /** The answer to a search for an object. Of several callers at once one searches, and the others wait for it. */
    Answer alone(Key key, Supplier<Answer> search) {
        CompletableFuture<Answer> own = new CompletableFuture<>();
        CompletableFuture<Answer> other = searches.putIfAbsent(key, own);
        if (other != null) {
            return other.join();
        }
        try {
            Answer answer = search.get();
            own.complete(answer);
            return answer;
        } catch (Throwable e) {
            own.completeExceptionally(e);
            throw e;
        } finally {
            searches.remove(key);
        }
    }
}
