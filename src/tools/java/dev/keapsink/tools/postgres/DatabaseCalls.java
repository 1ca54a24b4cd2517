package dev.keapsink.tools.postgres;

import dev.keapsink.ledger.LedgerUnavailable;
import dev.keapsink.resilience.Backoff;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.resilience.Sleeper;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes calls to the ledger's database, each within its time, and creates the ledger's table before the first one. A
 * call is repeated on another connection if its own was lost. Threadsafe.
 */
final class DatabaseCalls implements AutoCloseable {

    /** The least time with which a call can succeed. */
    private static final Duration SHORTEST = Duration.ofMillis(50);

    /** The first pause before a repetition; the next ones double. */
    private static final Duration PAUSE = Duration.ofMillis(50);

    private static final String NO_TABLE = "42P01";

    /** The errors of two that create the table at once: it exists, or its type does. */
    private static final Set<String> CREATED_MEANWHILE = Set.of("42P07", "42710", "23505");

    private final Connections connections;
    private final Timeouts timeouts;
    private final DatabaseTime time;
    private final Sleeper sleeper;
    private final Backoff backoff;

    private volatile boolean hasTable;

    /**
     * Limits the time of a call.
     *
     * @param inAll the time with all repetitions
     * @param attempt the time after which an attempt is given up, and made again on another connection
     */
    record Timeouts(Duration inAll, Duration attempt) {

        /** Leaves time for a second attempt. */
        static final Timeouts STANDARD = new Timeouts(Duration.ofSeconds(3), Duration.ofMillis(1500));
    }

    /** What is done with a connection. A call may do it twice. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    DatabaseCalls(Connections connections, Timeouts timeouts, DatabaseTime time, Sleeper sleeper, Backoff backoff) {
        this.connections = connections;
        this.timeouts = timeouts;
        this.time = time;
        this.sleeper = sleeper;
        this.backoff = backoff;
    }

    /** This deadline, or the end of a call that begins now if that is earlier. */
    Deadline limited(Deadline deadline) {
        return deadline.within(timeouts.inAll());
    }

    /**
     * Makes a call.
     *
     * @throws LedgerUnavailable if it fails, or does not succeed before the deadline
     */
    <T> T make(Deadline deadline, Work<T> work) {
        Deadline end = limited(deadline);
        @Nullable SQLException reason = null;
        for (int attempt = 1; ; attempt++) {
            if (!end.allows(SHORTEST)) {
                throw reason == null
                        ? LedgerUnavailable.forNow("There was no time left to ask the ledger")
                        : DatabaseErrors.unusable(reason);
            }
            try (Connection connection = connections.open(attemptWithin(end))) {
                prepare(connection);
                return work.on(connection);
            } catch (SQLException e) {
                // That there was no connection in time says less than the reason why there was none before.
                reason = reason == null || !DatabaseErrors.isWithoutState(e) ? e : reason;
                if (!mayRepeat(e, attempt) || !hasPaused(attempt, end)) {
                    throw DatabaseErrors.unusable(reason);
                }
            }
        }
    }

    @Override
    public void close() {
        connections.close();
    }

    private Duration attemptWithin(Deadline end) {
        Duration left = end.left().plusMillis(1);
        return left.compareTo(timeouts.attempt()) < 0 ? left : timeouts.attempt();
    }

    private void prepare(Connection connection) throws SQLException {
        time.setBy(connection);
        if (hasTable) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            if (!exists(statement)) {
                create(statement);
            }
        }
        hasTable = true;
    }

    /** Asks first, because a user who may not create tables may use one that others created. */
    private static boolean exists(Statement statement) throws SQLException {
        try (ResultSet answer = statement.executeQuery(LedgerSql.EXISTS)) {
            return answer.next() && answer.getBoolean(1);
        }
    }

    private static void create(Statement statement) throws SQLException {
        try {
            boolean unused = statement.execute(LedgerSql.CREATE);
        } catch (SQLException e) {
            if (!CREATED_MEANWHILE.contains(DatabaseErrors.state(e))) {
                throw e;
            }
        }
    }

    private boolean mayRepeat(SQLException error, int attempt) {
        if (DatabaseErrors.state(error).equals(NO_TABLE)) {
            hasTable = false;
            return attempt == 1;
        }
        boolean repeatable = DatabaseErrors.isRepeatable(error);
        if (repeatable && !DatabaseErrors.isWithoutState(error)) {
            connections.renew();
        }
        return repeatable;
    }

    private boolean hasPaused(int attempt, Deadline end) {
        Duration pause = backoff.delay(PAUSE, attempt);
        if (!end.allows(pause)) {
            return false;
        }
        try {
            sleeper.sleep(pause);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
