package dev.keapsink.tools.postgres;

import dev.keapsink.ledger.LedgerUnavailable;
import dev.keapsink.resilience.Deadline;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;

/** Deletes what has expired, in small portions and beside other work. Threadsafe. */
final class Sweeper {

    private static final Duration EVERY = Duration.ofMinutes(1);

    private static final Duration LONGEST = Duration.ofSeconds(3);

    private static final int PORTION = 1000;

    private final DatabaseCalls calls;
    private final InstantSource clock;
    private final Executor background;
    private final AtomicReference<Instant> due = new AtomicReference<>(Instant.MIN);

    /**
     * @param clock the clock by which entries expire
     */
    Sweeper(DatabaseCalls calls, InstantSource clock, Executor background) {
        this.calls = calls;
        this.clock = clock;
        this.background = background;
    }

    /** Begins to delete a portion, if none was in the last minute, and does not wait for it. */
    void sweepIfDue() {
        Instant now = clock.instant();
        Instant before = due.get();
        if (!now.isBefore(before) && due.compareAndSet(before, now.plus(EVERY))) {
            background.execute(() -> sweep(now));
        }
    }

    private void sweep(Instant now) {
        try {
            calls.make(Deadline.in(LONGEST, clock), connection -> {
                try (PreparedStatement delete = connection.prepareStatement(LedgerSql.SWEEP)) {
                    delete.setObject(1, LedgerRow.time(now, ChronoUnit.MICROS));
                    delete.setInt(2, PORTION);
                    return delete.executeUpdate();
                }
            });
        } catch (LedgerUnavailable e) {
            // Expired entries count as absent, and those who need the database notice themselves that it is not there.
        }
    }
}
