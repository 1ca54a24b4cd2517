package dev.keapsink.resilience;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The subjects whose last call failed, and whether others fail just as well. Threadsafe. */
final class Failing {

    /** More at once are an outage, of which the circuit breaker takes care. */
    private static final int MOST = 1000;

    private final Set<Object> subjects = Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Boolean> eldest) {
            return size() > MOST;
        }
    });

    private @Nullable Object last;
    private boolean widespread;

    synchronized boolean isKnown(Object subject) {
        return subjects.contains(subject);
    }

    synchronized void failed(Object subject) {
        widespread |= last != null && !last.equals(subject);
        last = subject;
        subjects.add(subject);
    }

    synchronized void succeeded(Object subject) {
        widespread = false;
        last = null;
        subjects.remove(subject);
    }

    synchronized void forgetAll() {
        subjects.clear();
    }

    /** Whether the last calls of two different subjects failed. */
    synchronized boolean isWidespread() {
        return widespread;
    }
}
