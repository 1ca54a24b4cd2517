package dev.keapsink.audit;

import dev.keapsink.ledger.LedgerKeys;
import dev.keapsink.object.Key;
import dev.keapsink.outcome.RecordReport;
import dev.keapsink.record.Message;
import dev.keapsink.record.ObjectType;
import dev.keapsink.record.Outcome;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes the reports of a batch into the table {@code keap_sink.outcome}, in one statement. Keys are hashed as in the
 * ledger. Used by one thread.
 */
public final class WriteAudit {

    /** The version of the tables that this class writes to. */
    static final String TABLES = "1";

    private static final String VERSION =
            "SELECT version FROM keap_sink.flyway_schema_history WHERE success AND version = '" + TABLES + "'";

    /** A batch that is written again, because the answer to the first attempt was lost, is there already. */
    private static final String WRITE = """
            WITH place AS (SELECT ?::uuid AS run_id, ?::text AS app_id, ?::text AS source, ?::uuid AS batch_id),
            run AS (
                INSERT INTO keap_sink.run (run_id, app_id, kind, source, finished_at, status)
                SELECT run_id, app_id, 'write', source, now(), 'ok' FROM place
                    ON CONFLICT (run_id) DO UPDATE SET finished_at = excluded.finished_at)
            INSERT INTO keap_sink.outcome
                   (run_id, app_id, batch_id, message_id, position, stream, record_key, attempt, outcome, reason, field,
                    detail, object, keap_id, tags, payload, received_at)
            SELECT run_id, app_id, batch_id, message_id, position::integer, stream, record_key, attempt::integer, outcome,
                   reason, field, detail, object, keap_id, string_to_array(tags, ','), payload::jsonb,
                   received_at::timestamptz
              FROM place, unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                                 ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                   AS given (message_id, position, stream, record_key, attempt, outcome, reason, field, detail, object,
                             keap_id, tags, payload, received_at)
                ON CONFLICT DO NOTHING""";

    /** The views that show the objects of the streams. */
    private static final Map<ObjectType, String> VIEWS = Map.of(
            ObjectType.COMPANIES, "company",
            ObjectType.PRODUCTS, "product",
            ObjectType.CONTACTS, "contact",
            ObjectType.OPPORTUNITIES, "opportunity",
            ObjectType.ORDERS, "order",
            ObjectType.PAYMENTS, "payment",
            ObjectType.NOTES, "note",
            ObjectType.TASKS, "task",
            ObjectType.FILES, "file");

    private final Run run;
    private final Optional<String> secret;
    private final boolean payloads;

    /**
     * The run that the records belong to.
     *
     * @param app the Keap account
     * @param source the command or function
     * @param prefix of the messages' ids, if these are unique within the run only; else empty
     */
    public record Run(UUID id, String app, String source, String prefix) {}

    /**
     * @param secret keys the hashes of the records' keys; empty for plain hashes
     * @param payloads whether the records themselves are kept, which are personal
     */
    public WriteAudit(Run run, Optional<String> secret, boolean payloads) {
        this.run = run;
        this.secret = secret;
        this.payloads = payloads;
    }

    /** Whether the database has the tables. */
    public static boolean hasTables(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet version = statement.executeQuery(VERSION)) {
            return version.next();
        }
    }

    /**
     * Writes the reports of a batch.
     *
     * @param batch names the batch, also if it is written again
     * @throws SQLException if they are not written, or if that is not known
     */
    public void write(Connection connection, UUID batch, List<RecordReport> reports) throws SQLException {
        List<Line> lines = reports.stream().map(this::line).toList();
        try (PreparedStatement write = connection.prepareStatement(WRITE)) {
            write.setObject(1, run.id());
            write.setString(2, run.app());
            write.setString(3, run.source());
            write.setObject(4, batch);
            int i = 5;
            for (Function<Line, @Nullable String> column : Line.COLUMNS) {
                write.setArray(i++, texts(connection, lines, column));
            }
            write.executeUpdate();
        }
    }

    private static Array texts(Connection connection, List<Line> lines, Function<Line, @Nullable String> column)
            throws SQLException {
        return connection.createArrayOf(
                "text", lines.stream().map(column).map(StoredText::storable).toArray());
    }

    /** The texts of a row. */
    private record Line(
            String prefix,
            RecordReport report,
            String outcome,
            @Nullable String reason,
            @Nullable String field,
            @Nullable String detail,
            @Nullable String key,
            @Nullable String payload) {

        static final List<Function<Line, @Nullable String>> COLUMNS = List.of(
                Line::messageId,
                line -> String.valueOf(line.report.position().number()),
                line -> line.stream(),
                Line::key,
                line -> String.valueOf(line.report.position().receiveCount()),
                Line::outcome,
                Line::reason,
                Line::field,
                Line::detail,
                line -> line.type().map(VIEWS::get).orElse(null),
                Line::id,
                line -> line.report.tags().stream().map(String::valueOf).collect(Collectors.joining(",")),
                Line::payload,
                line -> Objects.toString(
                        line.report.position().message().delivery().sentAt(), null));

        private String messageId() {
            return prefix + report.position().message().id();
        }

        private Optional<ObjectType> type() {
            return report.key().map(key -> key.type());
        }

        private String stream() {
            return type().map(ObjectType::stream)
                    .or(() -> Optional.ofNullable(
                                    report.position().message().attributes().get("stream"))
                            .map(Message.Attribute::value))
                    .orElse("");
        }

        private @Nullable String id() {
            return report.outcome() instanceof Outcome.Written written && written.id() > 0
                    ? String.valueOf(written.id())
                    : null;
        }
    }

    private Line line(RecordReport report) {
        String key = report.key().map(this::hashed).orElse(null);
        String payload = payloads ? StoredText.of(report.position().message().body()) : null;
        return switch (report.outcome()) {
            case Outcome.Written written ->
                new Line(run.prefix(), report, word(written.effect()), null, null, null, key, payload);
            case Outcome.Rejected rejected ->
                new Line(
                        run.prefix(),
                        report,
                        "rejected",
                        rejected.reason().code(),
                        rejected.field(),
                        payloads ? rejected.detail() : null,
                        key,
                        payload);
            case Outcome.RetryLater later ->
                new Line(run.prefix(), report, "retry", later.cause().code(), null, null, key, payload);
        };
    }

    private String hashed(Key key) {
        return new LedgerKeys(secret, run.app(), key.type().stream())
                .of(key.by().word(), key.parts())
                .value();
    }

    private static String word(Outcome.Effect effect) {
        return switch (effect) {
            case CREATED, UPDATED, UNCHANGED, REMOVED -> effect.name().toLowerCase(Locale.ROOT);
            case STALE, NO_RECORD, SUPPRESSED -> "skipped";
        };
    }
}
