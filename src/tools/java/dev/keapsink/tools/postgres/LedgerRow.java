package dev.keapsink.tools.postgres;

import dev.keapsink.ledger.LedgerEntry;
import dev.keapsink.ledger.LedgerEntry.Doubt;
import dev.keapsink.ledger.LedgerEntry.State;
import dev.keapsink.ledger.LedgerKey;
import dev.keapsink.record.Version;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A row of the ledger's table.
 *
 * @param revision of the entry, also of one that cannot be read
 * @param entry empty if it is damaged, or if a later version of this program wrote it
 */
record LedgerRow(LedgerKey key, String revision, Optional<LedgerEntry> entry) {

    /** The version of this format. */
    private static final int FORMAT = 1;

    /** The values of an entry's columns, in the order of the statements. */
    static @Nullable Object[] values(Connection connection, LedgerKey key, LedgerEntry entry) throws SQLException {
        Version version = entry.version();
        Doubt doubt = entry.doubt();
        return new @Nullable Object[] {
            key.value(),
            FORMAT,
            entry.revision(),
            entry.state().name().toLowerCase(Locale.ROOT),
            time(entry.claimedUntil(), ChronoUnit.MILLIS),
            entry.keapId() == 0 ? null : entry.keapId(),
            version == null ? null : version.value().toString(),
            entry.hash(),
            connection.createArrayOf("bigint", entry.tags().toArray()),
            entry.outcome(),
            time(entry.at(), ChronoUnit.MILLIS),
            time(entry.freshUntil(), ChronoUnit.MILLIS),
            time(entry.expiresAt(), ChronoUnit.SECONDS),
            doubt == null ? null : time(doubt.since(), ChronoUnit.MILLIS),
            doubt == null ? null : time(doubt.until(), ChronoUnit.MILLIS),
            doubt == null ? null : doubt.looks()
        };
    }

    static @Nullable OffsetDateTime time(@Nullable Instant instant, TemporalUnit unit) {
        return instant == null ? null : instant.truncatedTo(unit).atOffset(ZoneOffset.UTC);
    }

    /** The row at which a result stands. */
    static LedgerRow at(ResultSet row) throws SQLException {
        return new LedgerRow(new LedgerKey(row.getString("key")), row.getString("revision"), entry(row));
    }

    private static Optional<LedgerEntry> entry(ResultSet row) throws SQLException {
        if (row.getInt("format") != FORMAT) {
            return Optional.empty();
        }
        try {
            return Optional.of(read(row));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static LedgerEntry read(ResultSet row) throws SQLException {
        String version = row.getString("version");
        return new LedgerEntry(
                row.getString("revision"),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                instant(row, "claimed_until"),
                id(row.getLong("keap_id")),
                version == null ? null : new Version(new BigDecimal(version)),
                row.getString("hash"),
                tags(row),
                row.getString("outcome"),
                moment(row, "stored_at"),
                moment(row, "fresh_until"),
                moment(row, "expires_at"),
                doubt(row));
    }

    /** A contact's id; 0 while it is unknown. */
    private static long id(long id) {
        if (id < 0) {
            throw new IllegalArgumentException("No contact has such an id");
        }
        return id;
    }

    private static SortedSet<Long> tags(ResultSet row) throws SQLException {
        return new TreeSet<>(Arrays.asList((Long[]) row.getArray("tags").getArray()));
    }

    private static @Nullable Doubt doubt(ResultSet row) throws SQLException {
        Instant since = instant(row, "doubt_since");
        return since == null ? null : new Doubt(since, moment(row, "doubt_until"), row.getInt("doubt_looks"));
    }

    private static Instant moment(ResultSet row, String column) throws SQLException {
        Instant moment = instant(row, column);
        if (moment == null) {
            throw new IllegalArgumentException("The entry has no " + column);
        }
        return moment;
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
