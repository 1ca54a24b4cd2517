package dev.keapsink.tools.ledger;

import dev.keapsink.ledger.LedgerKey;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;

/**
 * Drops the entries of one person. An entry that the sink is writing stays, because the sink would store it again. One
 * that was stored since it was read is dropped as it is then. Each deletion is one request on its own, so that the
 * command can end anywhere and be run again.
 */
final class Forget {

    /** The sink stores an entry twice for each record, so this many attempts outlast the records of a batch. */
    private static final int MOST_ATTEMPTS = 10;

    private final LedgerRows rows;
    private final Scope scope;
    private final PrintWriter out;

    Forget(LedgerRows rows, Scope scope, PrintWriter out) {
        this.rows = rows;
        this.scope = scope;
        this.out = out;
    }

    /**
     * Drops the entries, and says of each one whether it is gone.
     *
     * @param keys all that the person's entries may have
     * @param doubt what to say if there are none, as a sentence after a space
     * @return whether there were some, and all are gone
     */
    boolean run(List<LedgerKey> keys, String doubt) {
        List<Row> found = rows.find(keys).stream().map(Row::of).toList();
        if (found.isEmpty()) {
            out.println("Nothing was remembered of this key in %s.%s%s".formatted(scope, scope.verified(rows), doubt));
            out.flush();
            return false;
        }
        long gone = found.stream().filter(this::isDropped).count();
        boolean all = gone == found.size();
        out.println(
                all
                        ? "Forgotten. A record that comes from now on is written as if it were the first one."
                        : "Not forgotten: %,d of %,d entries stay. Stop the source from sending the person's records, and run the same command again in some minutes."
                                .formatted(found.size() - gone, found.size()));
        out.flush();
        return all;
    }

    private boolean isDropped(Row row) {
        Deletion end = rows.drop(row);
        for (int i = 1; i < MOST_ATTEMPTS && end instanceof Deletion.Rewritten(Row now); i++) {
            end = rows.drop(now);
        }
        String name = row.key();
        String said = switch (end) {
            case Deletion.Done done -> "is gone";
            case Deletion.Claimed(Row now) ->
                "stays: the sink is writing its contact, until %s at most"
                        .formatted(now.claimedUntil().orElse(Instant.MAX));
            case Deletion.Rewritten rewritten -> "stays: it is being stored again and again";
        };
        out.println("Entry %s %s.".formatted(name, said));
        out.flush();
        return end instanceof Deletion.Done;
    }
}
