package dev.keapsink.outcome;

import dev.keapsink.keap.Purpose;
import dev.keapsink.keap.RecentSuccesses;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Records that Keap turned down in a way that can be the record's fault or everybody's. A strike against a record is a refusal
 * while others succeeded at the same, in its batch or, because on a quiet queue every record comes alone, since its refusal
 * before. Remembered by this process only: another one finds out by itself, a little later. Threadsafe.
 */
public final class StrikeCounter {

    /** More at once would be everybody's trouble. */
    private static final int MOST = 1000;

    /** What has failed twice while others succeeded waits until the others are written. */
    private static final int STRIKES_TO_GO_LAST = 2;

    private final RecentSuccesses recentSuccesses;

    /**
     * What is held against a record.
     *
     * @param successesBefore of calls for the same when it was refused last
     * @param writesBefore objects that were written by then
     * @param othersWritten whether objects were written since its refusal before
     * @param strikes against it
     * @param refusals of it, whether others succeeded or not
     */
    record Suspect(
            Purpose purpose,
            long successesBefore,
            long writesBefore,
            boolean othersWritten,
            int strikes,
            int refusals) {}

    private final Map<String, Suspect> strikeCounter = new LinkedHashMap<>() {
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
     * @param othersSucceededNow whether others in the same batch did there
     * @return what is held against the record now: no strike at all as long as no other succeeded
     */
    public synchronized Suspect strike(String id, Purpose purpose, boolean othersSucceededNow) {
        long successes = recentSuccesses.successes(purpose);
        long writes = recentSuccesses.successes(OutcomePolicy.WRITING);
        Suspect before = strikeCounter.getOrDefault(id, new Suspect(purpose, successes, writes, false, 0, 0));
        boolean others =
                othersSucceededNow || (before.purpose().equals(purpose) && successes > before.successesBefore());
        int strikes = before.strikes() + (others ? 1 : 0);
        int refusals = before.refusals() + 1;
        boolean written = writes > before.writesBefore();
        strikeCounter.put(id, new Suspect(purpose, successes, writes, written, strikes, refusals));
        return new Suspect(purpose, successes, writes, written, others ? strikes : 0, refusals);
    }

    /**
     * Whether a record failed by itself again and again, so that the others go first. Once it is about to be rejected it has its
     * turn like any other: it costs one more call, and its message could not be done if it always came last.
     */
    public synchronized boolean goesLast(RecordPosition position) {
        Suspect suspect = strikeCounter.get(position.id());
        return suspect != null && suspect.strikes() >= STRIKES_TO_GO_LAST && !OutcomePolicy.isGuilty(suspect, position);
    }
}
