package dev.keapsink.outcome;

import dev.keapsink.keap.Purpose;
import dev.keapsink.keap.RecentSuccesses;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts the strikes against records that Keap refused in a way that can be the fault of the record or of the
 * deployment. A refusal is a strike if other calls for the same purpose succeeded in the same batch, or since the
 * record's previous refusal. The latter counts because on a quiet queue every record comes alone. Each process counts
 * for itself, so that another one finds out a little later. Threadsafe.
 */
public final class StrikeCounter {

    /** More suspects at once are a fault of the deployment. */
    private static final int MOST = 1000;

    /** A record with so many strikes waits until the others are written. */
    private static final int STRIKES_TO_GO_LAST = 2;

    private final RecentSuccesses recentSuccesses;

    /**
     * The refusals of one record.
     *
     * @param purpose of the call that was refused last
     * @param successesBefore calls for that purpose that had succeeded by then
     * @param writesBefore objects of the same type that had been written by then
     * @param othersWritten whether such objects were written between its last two refusals
     * @param strikes refusals while others succeeded
     * @param refusals all refusals, whether others succeeded or not
     */
    record Suspect(
            Purpose purpose,
            long successesBefore,
            long writesBefore,
            boolean othersWritten,
            int strikes,
            int refusals) {}

    private final Map<String, Suspect> suspects = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Suspect> eldest) {
            return size() > MOST;
        }
    };

    public StrikeCounter(RecentSuccesses recentSuccesses) {
        this.recentSuccesses = recentSuccesses;
    }

    /**
     * Notes a refusal.
     *
     * @param id of the record, not of its message, which may hold others
     * @param purpose of the call that was refused
     * @param othersSucceededNow whether other calls for that purpose succeeded in the same batch
     * @return the refusals so far; without strikes if this refusal is not one
     */
    public synchronized Suspect strike(String id, Purpose purpose, boolean othersSucceededNow) {
        long successes = recentSuccesses.successes(purpose);
        long writes = recentSuccesses.successes(purpose.write());
        Suspect before = suspects.getOrDefault(id, new Suspect(purpose, successes, writes, false, 0, 0));
        boolean others =
                othersSucceededNow || (before.purpose().equals(purpose) && successes > before.successesBefore());
        int strikes = before.strikes() + (others ? 1 : 0);
        int refusals = before.refusals() + 1;
        boolean written = before.purpose().write().equals(purpose.write()) && writes > before.writesBefore();
        suspects.put(id, new Suspect(purpose, successes, writes, written, strikes, refusals));
        return new Suspect(purpose, successes, writes, written, others ? strikes : 0, refusals);
    }

    /**
     * Whether a record has failed repeatedly while others succeeded, so that the others go first. A record that is
     * about to be rejected has its turn like any other: it costs one more call. Its message could not be finished if it
     * always came last.
     */
    public synchronized boolean goesLast(RecordPosition position) {
        Suspect suspect = suspects.get(position.id());
        return suspect != null
                && suspect.strikes() >= STRIKES_TO_GO_LAST
                && !OutcomePolicy.isAtFault(suspect, position);
    }
}
