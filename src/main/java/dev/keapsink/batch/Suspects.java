package dev.keapsink.batch;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Messages that Keap refused in a way that can be the record's fault or everybody's. Where a batch has nothing to compare
 * them with, what became of others since tells: on a quiet queue every record comes alone. Remembered by this process only;
 * another one finds out by itself. Threadsafe.
 */
final class Suspects {

    /** More at once would be everybody's trouble. */
    private static final int MOST = 1000;

    private final Map<String, Long> successesBefore = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MOST;
        }
    };

    private long successes;

    /** Keap confirmed a contact. */
    synchronized void othersSucceeded() {
        successes++;
    }

    /** Whether others succeeded between an earlier refusal of this message and this one. */
    synchronized boolean othersSucceededSinceLastTime(String messageId) {
        Long before = successesBefore.putIfAbsent(messageId, successes);
        return before != null && successes > before;
    }
}
