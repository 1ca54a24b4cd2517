package dev.keapsink.tools.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keapsink.ledger.LedgerEntry;
import dev.keapsink.ledger.LedgerKey;
import dev.keapsink.ledger.LedgerUnavailable;
import dev.keapsink.resilience.Backoff;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.resilience.Sleeper;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the ledger says when its database cannot be used, and that it comes back by itself. */
class PostgresLedgerTroubleTest {

    private static final String SECRET = "s3cret-of-this-test";

    private final Deadline deadline = Deadline.in(Duration.ofMinutes(2), InstantSource.system());
    private final LedgerKey key = new LedgerKey("test#" + UUID.randomUUID());

    /** The embedded server trusts all of this machine; these users have to name their password. */
    @BeforeAll
    static void createUsers() throws IOException {
        PostgresServer.execute("""
                CREATE SCHEMA guarded;
                CREATE USER keeper PASSWORD '%1$s';
                CREATE USER stranger PASSWORD '%1$s';
                GRANT USAGE ON SCHEMA guarded TO keeper;
                CREATE SCHEMA others;
                CREATE TABLE others.keap_sink_ledger (key text PRIMARY KEY);
                """.formatted(SECRET));
        Path rules = Path.of(PostgresServer.value("SHOW hba_file"));
        String trusting = Files.readString(rules);
        Files.writeString(rules, "host all keeper,stranger all scram-sha-256\n" + trusting);
        PostgresServer.value("SELECT pg_reload_conf()");
    }

    @Test
    void acceptsTheRightPassword() {
        PostgresServer.execute("CREATE SCHEMA keepers AUTHORIZATION keeper");

        try (PostgresLedger ledger = ledger(PostgresServer.url("keeper:" + SECRET, "keepers"))) {
            ledger.tryOut(deadline);
        }
    }

    @Test
    void saysThatThePasswordIsWrong() {
        assertThat(trouble(PostgresServer.url("keeper:not-" + SECRET, "keepers")))
                .hasMessage("The ledger's database cannot be used (SQLSTATE 28P01);"
                        + " correct the user, the password or sslmode in its URL")
                .matches(e -> !e.isPassing());
    }

    @Test
    void saysThatThereIsNoSuchDatabase() {
        assertThat(trouble(PostgresServer.url("postgres:" + SECRET, "x").replace("/postgres?", "/nowhere?")))
                .hasMessage("The ledger's database cannot be used (SQLSTATE 3D000);"
                        + " create the database that its URL names, or correct the name")
                .matches(e -> !e.isPassing());
    }

    @Test
    void saysThatThereIsNoSuchSchema() {
        assertThat(trouble(PostgresServer.url("postgres:" + SECRET, "nowhere")))
                .hasMessage("The ledger's database cannot be used (SQLSTATE 3F000);"
                        + " create the schema that currentSchema names in its URL, or correct the name")
                .matches(e -> !e.isPassing());
    }

    @Test
    void saysWhichRightsAreMissing() {
        String sentence =
                "The ledger's database cannot be used (SQLSTATE 42501); grant the user SELECT, INSERT, UPDATE and"
                        + " DELETE on the table keap_sink_ledger, and CREATE on its schema while there is no such table";
        String url = PostgresServer.url("keeper:" + SECRET, "guarded");

        assertThat(trouble(url)).hasMessage(sentence).matches(e -> !e.isPassing());

        try (PostgresLedger ledger = ledger(PostgresServer.schema("guarded"))) {
            ledger.tryOut(deadline);
        }
        assertThat(trouble(url)).hasMessage(sentence).matches(e -> !e.isPassing());
    }

    @Test
    void saysThatAnotherProgramHasATableOfThisName() {
        assertThat(trouble(PostgresServer.url("postgres:" + SECRET, "others")))
                .hasMessage(
                        "The ledger's database cannot be used (SQLSTATE 42703);"
                                + " its table keap_sink_ledger is another program's: name another schema by currentSchema in the URL")
                .matches(e -> !e.isPassing());
    }

    @Test
    void saysThatTheServerHasNoEncryption() {
        assertThat(trouble(PostgresServer.url("postgres:" + SECRET, "x") + "&sslmode=require"))
                .hasMessageContaining("sslmode")
                .matches(e -> !e.isPassing());
    }

    @Test
    void takesAServerThatDoesNotRunForPassingTrouble() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        assertThat(trouble("postgresql://u:%s@localhost:%d/db".formatted(SECRET, free)))
                .hasMessage("The ledger's database could not be asked (ConnectException)")
                .matches(LedgerUnavailable::isPassing);
    }

    @Test
    void waitsNoLongerThanTheDeadlineForAServerThatDoesNotAnswer() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String url = "postgresql://u:%s@localhost:%d/db".formatted(SECRET, silent.getLocalPort());
            try (PostgresLedger ledger = ledger(url)) {
                Instant begin = Instant.now();

                LedgerUnavailable trouble =
                        catchThrowableOfType(LedgerUnavailable.class, () -> ledger.read(List.of(key), soon()));

                assertThat(trouble).matches(LedgerUnavailable::isPassing);
                assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(20));
            }
        }
    }

    @Test
    void waitsNoLongerThanTheDeadlineForATableThatIsLocked() throws SQLException {
        try (PostgresLedger ledger = ledger(PostgresServer.schema("locked"));
                Connection other = PostgresServer.connection();
                Statement statement = other.createStatement()) {
            ledger.tryOut(deadline);
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE locked.keap_sink_ledger");
            Instant begin = Instant.now();

            LedgerUnavailable trouble = catchThrowableOfType(
                    LedgerUnavailable.class, () -> ledger.replace(key, null, LedgerEntry.NONE, soon()));

            assertThat(trouble).matches(LedgerUnavailable::isPassing);
            assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(20));
            other.rollback();
            assertThat(ledger.replace(key, null, LedgerEntry.NONE, deadline)).isEmpty();
        }
    }

    private static Deadline soon() {
        return Deadline.in(Duration.ofMillis(300), InstantSource.system());
    }

    @Test
    void comesBackAfterARestartOfTheServer(@TempDir Path folder) throws Exception {
        LedgerEntry entry = LedgerEntry.NONE.freshUntil(Instant.EPOCH);
        EmbeddedPostgres first = started(folder, 0);
        int port = first.getPort();
        try (PostgresLedger ledger = ledger("postgresql://postgres@localhost:%d/postgres".formatted(port))) {
            ledger.replace(key, null, entry, deadline);
            first.close();
            assertThat(catchThrowableOfType(LedgerUnavailable.class, () -> ledger.replace(key, null, entry, deadline)))
                    .matches(LedgerUnavailable::isPassing);

            try (EmbeddedPostgres second = started(folder, port)) {
                assertThat(second.getPort()).isEqualTo(port);
                assertThat(ledger.replace(key, null, entry, deadline)).isEmpty();
            }
        }
    }

    @Test
    void doesNotNoticeThatItsConnectionsWereLost() {
        try (PostgresLedger ledger = ledger(PostgresServer.schema("lost") + "&ApplicationName=lost")) {
            ledger.tryOut(deadline);
            PostgresServer.value(
                    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = 'lost'");

            ledger.tryOut(deadline);
        }
    }

    private static EmbeddedPostgres started(Path folder, int port) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("data"))
                .setCleanDataDirectory(false);
        return (port == 0 ? builder : builder.setPort(port)).start();
    }

    private LedgerUnavailable trouble(String url) {
        try (PostgresLedger ledger = ledger(url)) {
            LedgerUnavailable trouble =
                    catchThrowableOfType(LedgerUnavailable.class, () -> ledger.read(List.of(key), deadline));
            assertThat(trouble).hasMessageNotContaining(SECRET).hasNoCause();
            return trouble;
        }
    }

    private static PostgresLedger ledger(String url) {
        return PostgresLedger.open(url, InstantSource.system(), Sleeper.SYSTEM, new Backoff(() -> 0.5));
    }
}
