package dev.keapsink.batch;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Records that Keap turned down in a way that can be the record's fault or everybody's. A strike against a record is a
 * refusal while others succeeded, in its batch or, because on a quiet queue every record comes alone, since its refusal
 * before. Remembered by this process only: another one finds out by itself, a little later. Threadsafe.
 */
final class Suspects {

    /** More at once would be everybody's trouble. */
    private static final int MOST = 1000;

    private record Suspect(long successesBefore, int strikes) {}

    private final Map<String, Suspect> suspects = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Suspect> eldest) {
            return size() > MOST;
        }
    };

    private long successes;

    /** Keap confirmed a contact. */
    synchronized void othersSucceeded() {
        successes++;
    }

    /**
     * Notes a refusal.
     *
     * @param id of the record, not of its message, which may hold others
     * @param othersSucceededNow whether others in the same batch did
     * @return how many strikes there are against the record now; 0 as long as no other succeeded
     */
    synchronized int strike(String id, boolean othersSucceededNow) {
        Suspect before = suspects.getOrDefault(id, new Suspect(successes, 0));
        boolean others = othersSucceededNow || successes > before.successesBefore();
        Suspect now = new Suspect(successes, before.strikes() + (others ? 1 : 0));
        suspects.put(id, now);
        return others ? now.strikes() : 0;
    }
}
