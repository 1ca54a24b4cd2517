package dev.keapsink.tools.postgres;

import dev.keapsink.check.LedgerLookUp;
import dev.keapsink.ledger.LedgerEntry;
import dev.keapsink.ledger.LedgerKey;
import dev.keapsink.ledger.LedgerStore;
import dev.keapsink.ledger.LedgerUnavailable;
import dev.keapsink.resilience.Backoff;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.resilience.Sleeper;
import dev.keapsink.tools.postgres.DatabaseCalls.Timeouts;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the ledger in the table {@code keap_sink_ledger} of a PostgreSQL database, and creates it if there is none. An
 * expired entry counts as absent, and so does one that this version cannot read: it is damaged, or a later version wrote
 * it. Threadsafe.
 */
public final class PostgresLedger implements LedgerStore, LedgerLookUp, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(PostgresLedger.class);

    /** The key of an entry that no record has: keys of records have another form. */
    private static final LedgerKey PROBE = new LedgerKey("check");

    private final DatabaseCalls calls;
    private final InstantSource clock;
    private final Sweeper sweeper;

    /**
     * @param clock the clock that all instances go by ({@link DatabaseTime})
     */
    PostgresLedger(DatabaseCalls calls, InstantSource clock, Sweeper sweeper) {
        this.calls = calls;
        this.clock = clock;
        this.sweeper = sweeper;
    }

    /**
     * A ledger that connects to its database when it is first used.
     *
     * @param url of PostgreSQL ({@code postgresql://user:password@host:5432/database?sslmode=require}) or of JDBC; its
     *     parameter {@code currentSchema} names the table's schema
     * @param clock the clock of this machine
     * @throws LedgerUnavailable if the URL cannot be read; the message does not repeat it
     */
    public static PostgresLedger open(String url, InstantSource clock, Sleeper sleeper, Backoff backoff) {
        Timeouts timeouts = Timeouts.STANDARD;
        DatabaseTime time = new DatabaseTime(clock);
        DatabaseCalls calls = new DatabaseCalls(
                new Connections(DatabaseAddress.of(url), timeouts.inAll()), timeouts, time, sleeper, backoff);
        return new PostgresLedger(calls, time, new Sweeper(calls, time, Thread::startVirtualThread));
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public Entries read(Collection<LedgerKey> keys, Deadline deadline) {
        List<LedgerKey> asked = keys.stream().distinct().toList();
        Map<LedgerKey, LedgerEntry> found = new HashMap<>();
        int unknown = 0;
        for (int i = 0; i < asked.size(); i += MOST_KEYS) {
            for (LedgerRow row : rows(asked.subList(i, Math.min(i + MOST_KEYS, asked.size())), deadline)) {
                unknown += row.entry().isEmpty() ? 1 : 0;
                live(row).ifPresent(entry -> found.put(row.key(), entry));
            }
        }
        if (unknown > 0) {
            LOG.warnf(
                    "The ledger has entries that are damaged or of a later version (%d); they count as absent",
                    unknown);
        }
        return new Entries(found, Map.of());
    }

    @Override
    public Optional<Other> replace(LedgerKey key, @Nullable LedgerEntry read, LedgerEntry next, Deadline deadline) {
        sweeper.sweepIfDue();
        Deadline inAll = calls.limited(deadline);
        if (isStored(key, read, next, List.of(), inAll)) {
            return Optional.empty();
        }
        Optional<LedgerRow> there = rows(List.of(key), inAll).stream().findFirst();
        if (read == null && there.flatMap(this::live).isEmpty()) {
            // It has gone or expired since, or cannot be read: then only this very row is replaced.
            if (isStored(
                    key, null, next, there.stream().map(LedgerRow::revision).toList(), inAll)) {
                return Optional.empty();
            }
            there = rows(List.of(key), inAll).stream().findFirst();
        }
        return Optional.of(new Other(there.flatMap(this::live)));
    }

    @Override
    public String table() {
        return LedgerSql.TABLE;
    }

    /** Reads, writes and takes back an entry that counts as absent all the while. */
    @Override
    public void tryOut(Deadline deadline) {
        Optional<Other> unused = replace(PROBE, null, LedgerEntry.NONE, deadline);
        read(List.of(PROBE), deadline).all();
        calls.make(deadline, connection -> {
            try (PreparedStatement delete = connection.prepareStatement(LedgerSql.DELETE)) {
                delete.setString(1, PROBE.value());
                return delete.executeUpdate();
            }
        });
    }

    /** The table needs no setting for that: this class deletes what has expired. */
    @Override
    public Expiry expiry(Deadline deadline) {
        return new Expiry("expires_at", Optional.of("expires_at"));
    }

    @Override
    public void close() {
        calls.close();
    }

    private List<LedgerRow> rows(List<LedgerKey> keys, Deadline deadline) {
        return calls.make(deadline, connection -> {
            try (PreparedStatement query = connection.prepareStatement(LedgerSql.READ)) {
                query.setArray(1, texts(connection, keys.stream().map(LedgerKey::value)));
                try (ResultSet result = query.executeQuery()) {
                    List<LedgerRow> rows = new ArrayList<>();
                    while (result.next()) {
                        rows.add(LedgerRow.at(result));
                    }
                    return rows;
                }
            }
        });
    }

    /**
     * Stores an entry on a condition, in one statement.
     *
     * @param read the entry that it replaces; null to replace none that has not expired
     * @param others the revisions of further entries that it may replace
     */
    private boolean isStored(
            LedgerKey key, @Nullable LedgerEntry read, LedgerEntry next, List<String> others, Deadline deadline) {
        // A call that is repeated after a lost answer finds the entry that it stored itself.
        Stream<String> replaceable = Stream.concat(
                others.stream(),
                read == null ? Stream.of(next.revision()) : Stream.of(next.revision(), read.revision()));
        List<String> revisions = replaceable.toList();
        return calls.make(deadline, connection -> {
            try (PreparedStatement store =
                    connection.prepareStatement(read == null ? LedgerSql.STORE_IF_FREE : LedgerSql.STORE_IF_STILL)) {
                int i = 1;
                for (Object value : LedgerRow.values(connection, key, next)) {
                    store.setObject(i++, value);
                }
                store.setObject(i++, read == null ? LedgerRow.time(now(), ChronoUnit.MICROS) : key.value());
                store.setArray(i, texts(connection, revisions.stream()));
                return store.executeUpdate() > 0;
            }
        });
    }

    private static Array texts(Connection connection, Stream<String> texts) throws SQLException {
        return connection.createArrayOf("text", texts.toArray());
    }

    private Optional<LedgerEntry> live(LedgerRow row) {
        return row.entry().filter(entry -> !entry.isExpired(now()));
    }
}
