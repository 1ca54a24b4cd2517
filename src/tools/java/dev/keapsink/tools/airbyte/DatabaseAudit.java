package dev.keapsink.tools.airbyte;

import dev.keapsink.audit.WriteAudit;
import dev.keapsink.outcome.RecordReport;
import dev.keapsink.tools.common.CommandFailure;
import dev.keapsink.tools.database.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Keeps the reports in a PostgreSQL database, over one connection. Used by one thread. */
final class DatabaseAudit implements RowAudit {

    private static final String URL = "KEAP_SINK_AUDIT_URL";
    private static final String MODE = "KEAP_SINK_AUDIT";
    private static final String PAYLOADS = "KEAP_SINK_AUDIT_PAYLOADS";

    /**
     * For opening a connection, and for each answer. A process that is asked to end has a minute, of which a batch may
     * take three quarters.
     */
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    /** A connection that was idle may be dead without the driver knowing. */
    private static final int ATTEMPTS = 2;

    private final Database database;
    private final WriteAudit audit;
    private final boolean required;
    private final Output out;
    private @Nullable Connection connection;

    private DatabaseAudit(Database database, WriteAudit audit, boolean required, Output out) {
        this.database = database;
        this.audit = audit;
        this.required = required;
        this.out = out;
    }

    /**
     * The audit that the environment asks for.
     *
     * @param account names the Keap account; asked only if there is an audit
     * @param secret keys the hashes of the records' keys
     * @throws SyncFailure if a variable is wrong, or the database cannot be used
     */
    static RowAudit of(Map<String, String> environment, Supplier<String> account, Optional<String> secret, Output out) {
        String url = environment.getOrDefault(URL, "");
        if (url.isBlank()) {
            return RowAudit.none();
        }
        out.hideToo(Set.of(environment.getOrDefault("PGPASSWORD", "")));
        boolean required = isFirst(environment, MODE, "required", "best-effort");
        boolean payloads = !isFirst(environment, PAYLOADS, "false", "true");
        try {
            Database database = Database.at(url, Optional.ofNullable(environment.get("PGPASSWORD")));
            UUID id = UUID.randomUUID();
            // A row's number is unique within an attempt of a sync.
            WriteAudit.Run run = new WriteAudit.Run(
                    id, account.get(), "airbyte", id.toString().substring(0, 8) + "/");
            DatabaseAudit made = new DatabaseAudit(database, new WriteAudit(run, secret, payloads), required, out);
            made.requireTables();
            return made;
        } catch (CommandFailure e) {
            throw isPassing(e) ? SyncFailure.passing(inTheirWords(e)) : SyncFailure.ofConfig(inTheirWords(e));
        }
    }

    /** Whether the database is not reached, or is being restarted: another attempt may find it. */
    private static boolean isPassing(CommandFailure failure) {
        return failure.getCause() instanceof SQLException error
                && String.valueOf(error.getSQLState()).matches("(08|53|57).*");
    }

    private static boolean isFirst(Map<String, String> environment, String variable, String first, String second) {
        String value = environment.getOrDefault(variable, first);
        if (!value.equals(first) && !value.equals(second)) {
            throw SyncFailure.ofConfig("%s has to be %s or %s.".formatted(variable, first, second));
        }
        return value.equals(first);
    }

    private static String inTheirWords(CommandFailure failure) {
        return String.valueOf(failure.getMessage()).replace("--db", URL);
    }

    private void requireTables() {
        try {
            if (!WriteAudit.hasTables(open())) {
                throw noTables();
            }
        } catch (SQLException e) {
            throw noTables();
        }
    }

    private static SyncFailure noTables() {
        return SyncFailure.ofConfig(
                "The database has no tables for an audit, or another version of them: ./run audit migrate --db URL makes them.");
    }

    private Connection open() {
        Connection open = connection;
        if (open == null) {
            open = database.connect(TIMEOUT);
            connection = open;
        }
        return open;
    }

    private void drop() {
        Connection dropped = connection;
        connection = null;
        try {
            if (dropped != null) {
                dropped.close();
            }
        } catch (SQLException e) {
            // It is gone already.
        }
    }

    @Override
    public boolean isKept(Supplier<List<RecordReport>> reports) {
        UUID batch = UUID.randomUUID();
        List<RecordReport> all = reports.get();
        String trouble = "";
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                audit.write(open(), batch, all);
                return true;
            } catch (SQLException e) {
                trouble = "SQLSTATE " + e.getSQLState();
                drop();
            } catch (CommandFailure e) {
                trouble = inTheirWords(e);
                drop();
            }
        }
        out.log(
                Output.Level.WARN,
                required
                        ? "The audit of %d rows could not be written (%s), so that they are sent again."
                                .formatted(all.size(), trouble)
                        : "The audit of %d rows could not be written (%s). KEAP_SINK_AUDIT allows that."
                                .formatted(all.size(), trouble));
        return !required;
    }
}
