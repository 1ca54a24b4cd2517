package dev.keapsink.resilience;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The subjects whose calls failed, and whether calls about several of them fail together. Not threadsafe. */
final class FailingSubjects {

    /** More at once are an outage, which the circuit breaker handles. */
    private static final int MOST = 1000;

    /** The subjects whose last call failed. */
    private final Set<Object> all = newSet();

    /** Those of them whose next failure says nothing about the server. */
    private final Set<Object> noEvidence = newSet();

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
    boolean hasFailed(Object subject) {
        return all.contains(subject);
    }

    /** Whether another failure about a subject says nothing about the server. */
    boolean isNoEvidence(Object subject) {
        return noEvidence.contains(subject);
    }

    void failed(Object subject) {
        widespread |= last != null && !last.equals(subject);
        last = subject;
        all.add(subject);
        if (noEvidence.add(subject)) {
            inARow++;
        }
    }

    void succeeded(Object subject) {
        widespread = false;
        last = null;
        inARow = 0;
        all.remove(subject);
        noEvidence.remove(subject);
    }

    /** A subject that had not failed before has failed, too, so the failures so far are the server's fault. */
    void blameServer() {
        noEvidence.clear();
    }

    /** How many subjects have failed for the first time since the last success. */
    int inARow() {
        return inARow;
    }

    /** Whether calls about two different subjects have failed since the last success. */
    boolean isWidespread() {
        return widespread;
    }
}
