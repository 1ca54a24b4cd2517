package dev.keapsink.tools.airbyte;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keapsink.tools.database.Database;
import dev.keapsink.tools.postgres.PostgresServer;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A sync with an audit: a row counts as settled only once the database has what became of it. */
class DatabaseAuditTest {

    private final String url = PostgresServer.database();
    private final Database database = Database.at(url, Optional.empty());
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final Output out = new Output(log, Optional.empty(), InstantSource.system());
    private final Map<String, String> environment = new HashMap<>(Map.of("KEAP_SINK_AUDIT_URL", url));
    private final SyncHarness sync = new SyncHarness().leads();

    @BeforeEach
    void migrate() {
        database.migrate();
        sync.sink.keap.addTag(101, "Lead");
    }

    private RowAudit audit() {
        return DatabaseAudit.of(environment, () -> "app", Optional.of("secret"), out);
    }

    private List<String> rows(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                StringBuilder row = new StringBuilder();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.append(i == 1 ? "" : " ").append(result.getString(i));
                }
                rows.add(row.toString());
            }
            return rows;
        }
    }

    @Test
    void everyRowHasItsOutcome() throws SQLException {
        sync.audit = audit();
        sync.lines(SyncHarness.lead("ada@example.com"), SyncHarness.lead("no address"), SyncHarness.state("leads", 1))
                .run();

        assertThat(sync.states).hasSize(1);
        long ada = sync.sink.keap.contacts().getFirst().id();
        assertThat(
                        rows(
                                "SELECT substr(message_id, 10), stream, outcome, reason, field, object, keap_id, attempt FROM keap_sink.outcome ORDER BY 1"))
                .containsExactly(
                        "leads#0 contacts created null null contact %d 1".formatted(ada),
                        "leads#1 contacts rejected invalid_value email1 null null 1");
        assertThat(rows("SELECT source, kind, status, app_id FROM keap_sink.run"))
                .containsExactly("airbyte write ok app");
    }

    @Test
    void noAddressIsStoredUnlessPayloadsAre() throws SQLException {
        String all = "SELECT outcome::text FROM keap_sink.outcome AS outcome";
        sync.audit = audit();
        sync.lines(SyncHarness.lead("ada@example.com")).run();
        assertThat(rows(all)).hasSize(1).allMatch(row -> !row.contains("ada"));

        environment.put("KEAP_SINK_AUDIT_PAYLOADS", "true");
        SyncHarness again = new SyncHarness(sync.sink).leads();
        again.audit = audit();
        again.lines(SyncHarness.row("leads", "{'email':'ada@example.com','note':'a\\u0000b'}"))
                .run();

        assertThat(rows("SELECT payload ->> 'body' FROM keap_sink.outcome WHERE payload IS NOT NULL"))
                .singleElement()
                .satisfies(body -> assertThat(body).contains("ada@example.com"));
        assertThat(rows("SELECT count(DISTINCT record_key) FROM keap_sink.outcome"))
                .containsExactly("1");
    }

    /** Has the database refuse connections before one batch, and take them again before another. */
    private RowAudit cut(RowAudit audit, int from, int until) {
        String name = url.replaceFirst(".*/(\\w+)\\?.*", "$1");
        AtomicInteger batch = new AtomicInteger();
        return reports -> {
            int number = batch.getAndIncrement();
            if (number == from) {
                PostgresServer.execute("ALTER DATABASE %s ALLOW_CONNECTIONS false".formatted(name));
                PostgresServer.execute(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '%s'".formatted(name));
            } else if (number == until) {
                PostgresServer.execute("ALTER DATABASE %s ALLOW_CONNECTIONS true".formatted(name));
            }
            return audit.isKept(reports);
        };
    }

    @Test
    void whileTheDatabaseIsGoneNothingIsSettled() throws SQLException {
        List<Integer> statesBefore = new ArrayList<>();
        RowAudit cut = cut(audit(), 0, 3);
        sync.audit = reports -> {
            boolean kept = cut.isKept(reports);
            statesBefore.add(sync.states.size());
            return kept;
        };
        sync.lines(SyncHarness.lead("ada@example.com"), SyncHarness.lead("no address"), SyncHarness.state("leads", 1))
                .run();

        assertThat(statesBefore).containsExactly(0, 0, 0, 0);
        assertThat(sync.states).hasSize(1);
        assertThat(sync.rejected).containsExactly("invalid_value");
        assertThat(sync.sink.keap.contacts()).hasSize(1);
        assertThat(rows("SELECT count(*) FROM keap_sink.outcome")).containsExactly("2");
        assertThat(log.toString(UTF_8)).contains("The audit of 2 rows could not be written (");
    }

    @Test
    void aDatabaseThatStaysAwayEndsTheAttempt() {
        sync.audit = cut(audit(), 0, 99);
        sync.lines(SyncHarness.lead("ada@example.com"), SyncHarness.state("leads", 1));

        assertThatThrownBy(sync::run)
                .isInstanceOf(SyncFailure.class)
                .hasMessageStartingWith("The audit's database has taken nothing for minutes.")
                .satisfies(failure ->
                        assertThat(((SyncFailure) failure).type()).isEqualTo(SyncFailure.Type.TRANSIENT_ERROR));
        assertThat(sync.states).isEmpty();
    }

    @Test
    void bestEffortGoesOnWithoutTheDatabase() {
        environment.put("KEAP_SINK_AUDIT", "best-effort");
        sync.audit = cut(audit(), 0, 99);
        sync.lines(SyncHarness.lead("ada@example.com"), SyncHarness.state("leads", 1))
                .run();

        assertThat(sync.states).hasSize(1);
        assertThat(sync.batches).hasSize(1);
        assertThat(log.toString(UTF_8)).contains("KEAP_SINK_AUDIT allows that.");
    }

    @Test
    void aDatabaseWithoutTablesIsNamed() {
        environment.put("KEAP_SINK_AUDIT_URL", PostgresServer.database());

        assertThatThrownBy(this::audit)
                .isInstanceOf(SyncFailure.class)
                .hasMessageContaining("./run audit migrate --db URL makes them");
    }

    @Test
    void aDatabaseThatIsNotReachedIsLeftToTheNextAttempt() {
        environment.put("KEAP_SINK_AUDIT_URL", "jdbc:postgresql://127.0.0.1:1/x?user=u");

        assertThatThrownBy(this::audit)
                .isInstanceOf(SyncFailure.class)
                .hasMessage(
                        "The database cannot be used (SQLSTATE 08001). Check the host and port in KEAP_SINK_AUDIT_URL, and that the server is running.")
                .satisfies(failure ->
                        assertThat(((SyncFailure) failure).type()).isEqualTo(SyncFailure.Type.TRANSIENT_ERROR));
    }

    @Test
    void aWrongValueIsNamed() {
        environment.put("KEAP_SINK_AUDIT", "always");
        assertThatThrownBy(this::audit)
                .isInstanceOf(SyncFailure.class)
                .hasMessage("KEAP_SINK_AUDIT has to be required or best-effort.");
        environment.put("KEAP_SINK_AUDIT_URL", "mysql://u:secret@host/db");
        environment.remove("KEAP_SINK_AUDIT");
        assertThatThrownBy(this::audit)
                .isInstanceOf(SyncFailure.class)
                .hasMessageStartingWith("KEAP_SINK_AUDIT_URL is no address of a PostgreSQL database")
                .hasMessageNotContaining("secret");
    }

    @Test
    void withoutAnAddressThereIsNone() {
        environment.remove("KEAP_SINK_AUDIT_URL");
        assertThat(audit().isKept(() -> {
                    throw new AssertionError("No report is made");
                }))
                .isTrue();
    }
}
