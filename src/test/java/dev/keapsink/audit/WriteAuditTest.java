package dev.keapsink.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.outcome.RecordPosition;
import dev.keapsink.outcome.RecordReport;
import dev.keapsink.record.Message;
import dev.keapsink.record.Outcome;
import dev.keapsink.record.Reason;
import dev.keapsink.tools.database.Database;
import dev.keapsink.tools.postgres.PostgresServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WriteAuditTest {

    private final Database database = Database.at(PostgresServer.database(), Optional.empty());
    private final WriteAudit audit = new WriteAudit(
            new WriteAudit.Run(UUID.randomUUID(), "app", "test", ""), Optional.of("secret of this test"), true);

    /** A text of a record, which may hold any character. */
    private static RecordReport rejected(String text) {
        Message message = new Message(
                "m1",
                "{\"note\":\"" + text + "\"}",
                Map.of("stream", new Message.Attribute("String", text)),
                new Message.Delivery("receipt", 1, Instant.EPOCH, null, false));
        return new RecordReport(
                new RecordPosition(0, 0, 0, message),
                new Outcome.Rejected(Reason.INVALID_VALUE, text, text),
                Optional.empty(),
                Set.of());
    }

    private String stored(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "SELECT concat_ws(' ', count(*), min(stream), min(field), min(detail), min(payload ->> 'body'))"
                                + " FROM keap_sink.outcome")) {
            result.next();
            return result.getString(1);
        }
    }

    @Test
    void storesTextsThatPostgresqlCannotHold() throws SQLException {
        database.migrate();
        try (Connection connection = database.connect()) {
            audit.write(connection, UUID.randomUUID(), List.of(rejected("a\0b")));

            assertThat(stored(connection)).isEqualTo("1 a\ufffdb a\ufffdb a\ufffdb {\"note\":\"a\ufffdb\"}");
        }
    }

    @Test
    void aBatchThatIsWrittenTwiceIsThereOnce() throws SQLException {
        database.migrate();
        UUID batch = UUID.randomUUID();
        try (Connection connection = database.connect()) {
            audit.write(connection, batch, List.of(rejected("x")));
            audit.write(connection, batch, List.of(rejected("x")));

            assertThat(stored(connection)).startsWith("1 ");
        }
    }
}
