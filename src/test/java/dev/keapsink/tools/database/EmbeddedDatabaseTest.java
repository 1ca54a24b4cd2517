package dev.keapsink.tools.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keapsink.tools.common.CommandFailure;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {

    @TempDir
    private Path folder;

    private static void execute(Database database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int runs(Database database) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM keap_sink.run")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    @Test
    void theDataStay() throws SQLException {
        try (Database database = EmbeddedDatabase.in(folder)) {
            database.migrate();
            execute(
                    database,
                    "INSERT INTO keap_sink.run (run_id, app_id, kind, source) VALUES (gen_random_uuid(), 'app', 'export', 'test')");
            assertThat(database.psql())
                    .hasValueSatisfying(line -> assertThat(line).startsWith("psql -h 127.0.0.1 -p "));
        }

        try (Database database = EmbeddedDatabase.in(folder)) {
            database.migrate();

            assertThat(runs(database)).isEqualTo(1);
        }
    }

    @Test
    void oneCommandUsesItAtATime() {
        try (Database database = EmbeddedDatabase.in(folder)) {
            assertThat(database.psql()).isPresent();
            assertThatThrownBy(() -> EmbeddedDatabase.in(folder))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageStartingWith("Another command uses the database in");
        }
    }
}
