package dev.keapsink.tools.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;

/**
 * Tells the time by the database's clock, so that instances whose own clocks differ agree when a claim ends. The local
 * clock counts until the database has been asked. Threadsafe.
 */
final class DatabaseTime implements InstantSource {

    /** Clocks of machines part by less than a millisecond in this time. */
    private static final Duration KNOWN_FOR = Duration.ofMinutes(1);

    private final InstantSource local;
    private volatile Known known;

    private record Known(Duration ahead, Instant until) {}

    /**
     * @param local the clock of this machine
     */
    DatabaseTime(InstantSource local) {
        this.local = local;
        this.known = new Known(Duration.ZERO, Instant.MIN);
    }

    @Override
    public Instant instant() {
        return local.instant().plus(known.ahead());
    }

    /** Asks the database for its time, if it was not asked in the last minute. */
    void setBy(Connection connection) throws SQLException {
        Instant sent = local.instant();
        if (sent.isBefore(known.until())) {
            return;
        }
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery("SELECT clock_timestamp()")) {
            answer.next();
            Instant database = answer.getObject(1, OffsetDateTime.class).toInstant();
            Instant received = local.instant();
            Instant middle = sent.plus(Duration.between(sent, received).dividedBy(2));
            known = new Known(Duration.between(middle, database), received.plus(KNOWN_FOR));
        }
    }
}
