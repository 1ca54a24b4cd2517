package dev.keapsink.tools.ledger;

import dev.keapsink.tools.common.CommandFailure;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Drops all entries of a scope as they are when it begins. What is written meanwhile stays, and so does what the sink is
 * writing. Each deletion is one request on its own, so that the command can end anywhere and be run again.
 */
final class Reset {

    /** Entries dropped from one printed line to the next: some seconds of work. */
    private static final int PORTION = 1000;

    private final LedgerRows rows;
    private final Scope scope;
    private final LedgerContext context;
    private final PrintWriter out;
    private final AtomicReference<@Nullable CommandFailure> failure = new AtomicReference<>();
    private int gone;
    private int claimed;
    private int rewritten;

    Reset(LedgerRows rows, Scope scope, LedgerContext context, PrintWriter out) {
        this.rows = rows;
        this.scope = scope;
        this.context = context;
        this.out = out;
    }

    /**
     * Drops the entries, and says what it dropped and what stays.
     *
     * @param asks whether to ask the operator first
     * @return whether none stays
     */
    boolean run(boolean asks) {
        List<Row> free = scanned();
        if (free.isEmpty() && claimed == 0) {
            say("Nothing is remembered of %s.".formatted(scope));
            return true;
        }
        if (asks && !free.isEmpty()) {
            context.confirm(
                    "This drops %,d entries, all of %s. Pause the sink first: records that come meanwhile may bring back deleted contacts or write older states."
                            .formatted(free.size(), scope),
                    out);
        }
        for (int i = 0; i < free.size(); i += PORTION) {
            drop(free.subList(i, Math.min(i + PORTION, free.size())));
        }
        say("Dropped %,d entries.".formatted(gone));
        return noneStays();
    }

    /** Reads the table, counts the claimed rows of the scope, and returns its others. */
    private List<Row> scanned() {
        List<Row> free = new ArrayList<>();
        int[] read = new int[1];
        rows.scan(scope.prefix(), Integer.MAX_VALUE, page -> {
            read[0] += page.read();
            page.rows().forEach(row -> {
                if (rows.isClaimed(row)) {
                    claimed++;
                } else {
                    free.add(row);
                }
            });
            return true;
        });
        if (free.isEmpty() && claimed == 0 && read[0] > 0) {
            throw scope.unknown(read[0], rows.table());
        }
        return free;
    }

    private void drop(List<Row> portion) {
        context.concurrency().map(portion, this::dropped).stream()
                .flatMap(Optional::stream)
                .forEach(this::count);
        CommandFailure first = failure.get();
        if (first != null || portion.size() == PORTION) {
            say("%,d are gone.".formatted(gone));
        }
        if (first != null) {
            throw first;
        }
    }

    private void count(Deletion end) {
        switch (end) {
            case Deletion.Done done -> gone++;
            case Deletion.Claimed kept -> claimed++;
            case Deletion.Rewritten kept -> rewritten++;
        }
    }

    /** Drops one row, unless another one has failed: what denies one request denies the next. */
    private Optional<Deletion> dropped(Row row) {
        if (failure.get() == null) {
            try {
                return Optional.of(rows.drop(row));
            } catch (CommandFailure e) {
                failure.compareAndSet(null, e);
            }
        }
        return Optional.empty();
    }

    private boolean noneStays() {
        if (rewritten > 0) {
            say("%,d were written meanwhile and stay.".formatted(rewritten));
        }
        if (claimed > 0) {
            say("%,d are being written now and stay; run the same command again in some minutes, with the sink paused."
                    .formatted(claimed));
        }
        return rewritten == 0 && claimed == 0;
    }

    private void say(String sentence) {
        out.println(sentence);
        out.flush();
    }
}
