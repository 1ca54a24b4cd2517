package dev.keapsink.tools.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.simulator.KeapSimulator;
import dev.keapsink.simulator.Quota;
import dev.keapsink.simulator.SimulatedRequest;
import dev.keapsink.simulator.SimulatorServer;
import dev.keapsink.tools.postgres.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packed command, killed again and again by the operating system. */
@Timeout(900)
class ExportProcessIT {

    private static final int KILLS = 20;

    private static final String TABLES = """
            SELECT object, keap_id, encode(payload_hash, 'hex'), missing_since IS NULL
              FROM keap_sink.current_row FULL JOIN keap_sink.raw_payload USING (app_id, object, keap_id, payload_hash)
             ORDER BY 1, 2, 3""";

    @TempDir
    private Path folder;

    private final KeapSimulator keap = new KeapSimulator(Quota.GENEROUS, InstantSource.system());

    private void handle(String method, String path, String body) {
        int status = keap.handle(new SimulatedRequest(
                        method, path, Map.of(), Map.of("x-keap-api-key", KeapSimulator.API_KEY), body))
                .status();
        assertThat(status).isLessThan(300);
    }

    private void fill() {
        for (int i = 0; i < 1_100; i++) {
            handle(
                    "POST",
                    "/v1/contacts",
                    "{\"email_addresses\":[{\"field\":\"EMAIL1\",\"email\":\"c%d@example.com\"}]}".formatted(i));
        }
        List<Long> ids = keap.contacts().stream().map(contact -> contact.id()).toList();
        for (long tag = 1; tag <= 20; tag++) {
            keap.addTag(tag, "Tag " + tag);
            List<Long> members = ids.subList((int) tag * 10, (int) tag * 10 + 100);
            handle("POST", "/v1/tags/%d/contacts".formatted(tag), "{\"ids\":%s}".formatted(members));
        }
    }

    private Process start(SimulatorServer server, String database) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        folder.resolve("keap-sink-tools/keap-sink").toString(),
                        "export",
                        "--yes",
                        "--share",
                        "1",
                        "--db",
                        database)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        builder.environment()
                .putAll(Map.of(
                        "KEAP_SINK_API_KEY",
                        KeapSimulator.API_KEY,
                        "KEAP_SINK_BASE_URL",
                        server.baseUri().toString(),
                        "KEAP_SINK_SPIKE_LIMIT",
                        "100000",
                        "KEAP_SINK_MINUTE_LIMIT",
                        "1000000",
                        "JAVA_HOME",
                        System.getProperty("java.home")));
        return builder.start();
    }

    private static List<String> rows(String database, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                StringBuilder row = new StringBuilder();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.append(result.getString(i)).append(' ');
                }
                rows.add(row.toString());
            }
            return rows;
        }
    }

    @Test
    void killedAtTwentyPointsItEndsWithTheSameTables() throws Exception {
        assertThat(new ProcessBuilder(
                                "unzip",
                                "-q",
                                Path.of("target", "keap-sink-tools.zip").toString(),
                                "-d",
                                folder.toString())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
        fill();
        String whole = PostgresServer.database();
        String cut = PostgresServer.database();
        Random random = new Random(23);
        int killed = 0;
        try (SimulatorServer server = SimulatorServer.start(keap)) {
            long begun = System.nanoTime();
            assertThat(start(server, whole).waitFor()).as(log()).isZero();
            long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
            for (int i = 0; i < KILLS; i++) {
                Process process = start(server, cut);
                // Where it is then does not matter: every place has to be a good one.
                if (!process.waitFor(took / 4 + random.nextLong(took * 3 / 4), TimeUnit.MILLISECONDS)) {
                    process.destroyForcibly().waitFor();
                    killed++;
                }
            }
            assertThat(start(server, cut).waitFor()).as(log()).isZero();
        }

        assertThat(killed).isPositive();
        assertThat(rows(cut, TABLES)).hasSizeGreaterThan(3_000).isEqualTo(rows(whole, TABLES));
    }

    private String log() throws IOException {
        Path log = folder.resolve("log");
        return Files.exists(log) ? Files.readString(log) : "";
    }
}
