package dev.keapsink.resilience;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The subjects whose calls failed, and whether others fail just as well. Not threadsafe. */
final class FailingSubjects {

    /** More at once are an outage, of which the circuit breaker takes care. */
    private static final int MOST = 1000;

    /** Those whose last call failed. */
    private final Set<Object> all = newSet();

    /** Of them, those that failed while others need not have. */
    private final Set<Object> byThemselves = newSet();

    private @Nullable Object last;
    private boolean widespread;
    private int inARow;

    private static Set<Object> newSet() {
        return Collections.newSetFromMap(new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Object, Boolean> eldest) {
                return size() > MOST;
            }
        });
    }

    /** Whether the last call about a subject failed. */
    boolean isAny(Object subject) {
        return all.contains(subject);
    }

    /** Whether another failure about a subject says nothing about the server. */
    boolean isByItself(Object subject) {
        return byThemselves.contains(subject);
    }

    void failed(Object subject) {
        widespread |= last != null && !last.equals(subject);
        last = subject;
        all.add(subject);
        if (byThemselves.add(subject)) {
            inARow++;
        }
    }

    void succeeded(Object subject) {
        widespread = false;
        last = null;
        inARow = 0;
        all.remove(subject);
        byThemselves.remove(subject);
    }

    /** Whoever was asked failed, also the one that had not failed before: it is the server's trouble. */
    void isTheServers() {
        byThemselves.clear();
    }

    /** How many subjects failed since the last success that had not failed before. */
    int inARow() {
        return inARow;
    }

    /** Whether the last calls of two different subjects failed. */
    boolean isWidespread() {
        return widespread;
    }
}
