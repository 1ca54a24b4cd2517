package dev.keapsink.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps an export in the schema {@code keap_sink} of a PostgreSQL database, each page in one statement, with its place.
 * Used by one thread.
 */
public final class PostgresStore implements ExportStore {

    private static final String FIND_RUN = """
            SELECT run_id, window_from FROM keap_sink.run
             WHERE app_id = ? AND kind = 'export' AND settings = ?::jsonb
               AND status IN ('running', 'failed', 'aborted') AND started_at > now() - interval '3 days'
             ORDER BY started_at DESC LIMIT 1""";

    private static final String GO_ON =
            "UPDATE keap_sink.run SET status = 'running', finished_at = NULL, error = NULL WHERE run_id = ?";

    private static final String BEGIN = """
            INSERT INTO keap_sink.run (run_id, app_id, kind, source, window_from, settings)
            VALUES (?, ?, 'export', ?, ?, ?::jsonb)""";

    private static final String FINISH =
            "UPDATE keap_sink.run SET status = ?, finished_at = now(), error = ? WHERE run_id = ?";

    private static final String MINUTES = """
            INSERT INTO keap_sink.run_minute AS m (run_id, minute, calls, throttled, quota)
            SELECT ?, minute::timestamptz, calls::integer, throttled::integer, ?
              FROM unnest(?::text[], ?::text[], ?::text[]) AS given (minute, calls, throttled)
                ON CONFLICT (run_id, minute)
                DO UPDATE SET calls = m.calls + excluded.calls, throttled = m.throttled + excluded.throttled""";

    private static final String PROGRESS =
            "SELECT pages, items, next_page, counted, complete FROM keap_sink.run_object WHERE run_id = ? AND object = ?";

    /** The rows that this run has seen before are not counted again. */
    private static final String KEEP = """
            WITH place AS (SELECT ?::uuid AS run_id, ?::text AS app_id, ?::text AS object),
            page AS (
                SELECT DISTINCT ON (keap_id) keap_id, decode(hash, 'hex') AS hash, payload::jsonb AS payload,
                       changed_at::timestamptz AS changed_at
                  FROM unnest(?::text[], ?::text[], ?::text[], ?::text[]) AS given (keap_id, hash, payload, changed_at)),
            known AS (
                SELECT keap_id FROM keap_sink.current_row JOIN page USING (keap_id) JOIN place USING (app_id, object)
                 WHERE last_run = run_id),
            raw AS (
                INSERT INTO keap_sink.raw_payload AS raw
                       (app_id, object, keap_id, payload_hash, payload, source_time, first_run)
                SELECT app_id, object, keap_id, hash, payload, changed_at, run_id FROM page, place
                    ON CONFLICT (app_id, object, keap_id, payload_hash)
                    DO UPDATE SET payload = excluded.payload, erased_at = NULL WHERE raw.payload IS NULL),
            newest AS (
                INSERT INTO keap_sink.current_row (app_id, object, keap_id, payload_hash, last_run, last_seen)
                SELECT app_id, object, keap_id, hash, run_id, now() FROM page, place
                    ON CONFLICT (app_id, object, keap_id)
                    DO UPDATE SET payload_hash = excluded.payload_hash, last_run = excluded.last_run,
                                  last_seen = excluded.last_seen, missing_since = NULL)
            INSERT INTO keap_sink.run_object AS o (run_id, object, pages, items, next_page, counted)
            SELECT run_id, object, 1, (SELECT count(*) FROM page) - (SELECT count(*) FROM known), ?::jsonb, ?::bigint
              FROM place
                ON CONFLICT (run_id, object)
                DO UPDATE SET pages = o.pages + 1, items = o.items + excluded.items,
                              next_page = excluded.next_page, counted = excluded.counted
            RETURNING pages, items""";

    private static final String COMPLETE = """
            WITH done AS (
                UPDATE keap_sink.run_object SET complete = true WHERE run_id = ? AND object = ?
                RETURNING run_id, object)
            UPDATE keap_sink.current_row AS row SET missing_since = now()
              FROM done
             WHERE ? AND row.app_id = ? AND row.object = done.object AND row.last_run <> done.run_id
               AND row.missing_since IS NULL""";

    private static final String IDS = """
            SELECT keap_id FROM keap_sink.current_row
             WHERE app_id = ? AND object = ? AND last_run = ? ORDER BY keap_id COLLATE "C\"""";

    private final Connection connection;
    private final String app;
    private final UUID run;
    private final @Nullable Instant since;

    private PostgresStore(Connection connection, String app, UUID run, @Nullable Instant since) {
        this.connection = connection;
        this.app = app;
        this.run = run;
        this.since = since;
    }

    /**
     * Goes on with the export of the same settings that was cut off within three days, or begins a new one.
     *
     * @param connection stays open as long as the store is used; each statement is its own transaction
     * @param app the Keap account
     * @param source the command or function
     * @param settings what is asked for
     * @param since of a new export: it reads what has changed since then; null to read everything
     * @throws StoreFailed if the database cannot be used
     */
    public static PostgresStore open(
            Connection connection, String app, String source, ObjectNode settings, @Nullable Instant since) {
        return asked(() -> {
            try (PreparedStatement find = connection.prepareStatement(FIND_RUN)) {
                find.setString(1, app);
                find.setString(2, settings.toString());
                try (ResultSet found = find.executeQuery()) {
                    if (found.next()) {
                        PostgresStore store = new PostgresStore(
                                connection, app, found.getObject(1, UUID.class), instant(found.getTimestamp(2)));
                        store.update(GO_ON, statement -> statement.setObject(1, store.run));
                        return store;
                    }
                }
            }
            PostgresStore store = new PostgresStore(connection, app, UUID.randomUUID(), since);
            store.update(BEGIN, statement -> {
                statement.setObject(1, store.run);
                statement.setString(2, app);
                statement.setString(3, source);
                statement.setTimestamp(4, since == null ? null : Timestamp.from(since));
                statement.setString(5, settings.toString());
            });
            return store;
        });
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }

    /** The id of the run. */
    public UUID run() {
        return run;
    }

    /** The moment since which this export reads changes; null if it reads everything. */
    public @Nullable Instant since() {
        return since;
    }

    /**
     * Ends the run.
     *
     * @param status {@code ok}, {@code warn}, {@code failed} or {@code aborted}; after the last two the same export goes on
     * @param error a sentence; null if there is nothing to tell
     */
    public void finish(String status, @Nullable String error) {
        asked(() -> update(FINISH, statement -> {
            statement.setString(1, status);
            statement.setString(2, error);
            statement.setObject(3, run);
        }));
    }

    /**
     * The calls of a minute.
     *
     * @param throttled those of them that Keap turned away
     */
    public record Calls(int made, int throttled) {

        /** Both together. */
        public Calls and(Calls other) {
            return new Calls(made + other.made, throttled + other.throttled);
        }
    }

    /**
     * Adds the calls of minutes to the run.
     *
     * @param quota the calls that Keap allows in a minute
     */
    public void minutes(Map<Instant, Calls> calls, int quota) {
        List<Map.Entry<Instant, Calls>> minutes = List.copyOf(calls.entrySet());
        asked(() -> update(MINUTES, statement -> {
            statement.setObject(1, run);
            statement.setInt(2, quota);
            statement.setArray(3, texts(minutes, minute -> minute.getKey().toString()));
            statement.setArray(
                    4, texts(minutes, minute -> String.valueOf(minute.getValue().made())));
            statement.setArray(
                    5, texts(minutes, minute -> String.valueOf(minute.getValue().throttled())));
        }));
    }

    @Override
    public Progress progress(ExportObject object) {
        return asked(() -> {
            try (PreparedStatement query = connection.prepareStatement(PROGRESS)) {
                query.setObject(1, run);
                query.setString(2, object.view());
                try (ResultSet row = query.executeQuery()) {
                    if (!row.next()) {
                        return Progress.NONE;
                    }
                    String next = row.getString(3);
                    long counted = row.getLong(4);
                    OptionalLong count = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(counted);
                    return new Progress(
                            row.getInt(1),
                            row.getLong(2),
                            next == null ? null : Place.parse(next),
                            count,
                            row.getBoolean(5));
                }
            }
        });
    }

    @Override
    public Progress keep(ExportObject object, List<ExportedRow> rows, @Nullable Place next, OptionalLong counted) {
        List<PayloadText> payloads =
                rows.stream().map(row -> PayloadText.of(row.payload())).toList();
        return asked(() -> {
            try (PreparedStatement keep = connection.prepareStatement(KEEP)) {
                keep.setObject(1, run);
                keep.setString(2, app);
                keep.setString(3, object.view());
                keep.setArray(4, texts(rows, ExportedRow::id));
                keep.setArray(5, texts(payloads, PayloadText::hash));
                keep.setArray(6, texts(payloads, PayloadText::text));
                keep.setArray(7, texts(rows, row -> Objects.toString(row.changedAt(), null)));
                keep.setString(8, next == null ? null : next.text());
                keep.setObject(9, counted.isPresent() ? counted.getAsLong() : null, Types.BIGINT);
                try (ResultSet progress = keep.executeQuery()) {
                    progress.next();
                    return new Progress(progress.getInt(1), progress.getLong(2), next, counted, false);
                }
            }
        });
    }

    private <T> Array texts(List<T> rows, Function<T, @Nullable String> text) throws SQLException {
        return connection.createArrayOf("text", rows.stream().map(text).toArray());
    }

    @Override
    public void complete(ExportObject object, boolean hasAll) {
        asked(() -> update(COMPLETE, statement -> {
            statement.setObject(1, run);
            statement.setString(2, object.view());
            statement.setBoolean(3, hasAll);
            statement.setString(4, app);
        }));
    }

    @Override
    public List<String> ids(ExportObject object) {
        return asked(() -> {
            try (PreparedStatement query = connection.prepareStatement(IDS)) {
                query.setString(1, app);
                query.setString(2, object.view());
                query.setObject(3, run);
                try (ResultSet rows = query.executeQuery()) {
                    List<String> ids = new ArrayList<>();
                    while (rows.next()) {
                        ids.add(rows.getString(1));
                    }
                    return ids;
                }
            }
        });
    }

    private int update(String sql, Parameters parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            parameters.set(statement);
            return statement.executeUpdate();
        }
    }

    @FunctionalInterface
    private interface Parameters {
        void set(PreparedStatement statement) throws SQLException;
    }

    @FunctionalInterface
    private interface Question<T> {
        T ask() throws SQLException;
    }

    /** The database's own message is left out, because it may quote a row. */
    private static <T> T asked(Question<T> question) {
        try {
            return question.ask();
        } catch (SQLException e) {
            throw new StoreFailed(
                    "The database could not be used (SQLSTATE %s). Run the command again when that is mended; it goes on where it was."
                            .formatted(e.getSQLState()));
        }
    }
}
