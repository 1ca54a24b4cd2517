package dev.keapsink.tools.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keapsink.tools.common.CommandFailure;
import dev.keapsink.tools.database.Database;
import dev.keapsink.tools.postgres.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ErasureTest {

    private final Database database = Database.at(PostgresServer.database(), Optional.empty());
    private Connection connection = database.connect();

    @BeforeEach
    void makeTheWorld() throws IOException, SQLException {
        database.migrate();
        execute(Files.readString(Path.of("src/test/resources/sql/good-world.sql")));
        execute(
                "UPDATE keap_sink.outcome SET detail = 'ada@example.com is odd', payload = '{\"email\": \"ADA@example.com\"}'"
                        + " WHERE message_id = 'm2'");
        execute(
                "INSERT INTO keap_sink.run (run_id, app_id, kind, source) VALUES ('00000000-0000-0000-0000-000000000003', 'app', 'check', 'validate')");
        execute(
                "INSERT INTO keap_sink.check_result (run_id, check_name, severity, failures, sample, ms) VALUES"
                        + " ('00000000-0000-0000-0000-000000000003', 'email_once', 'warn', 1, '[{\"email\": \"ada@example.com\"}]', 1)");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        database.close();
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> column(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (result.next()) {
                values.add(result.getString(1));
            }
            return values;
        }
    }

    private List<String> erased() throws SQLException {
        return column("SELECT object || ' ' || keap_id FROM keap_sink.raw_payload WHERE payload IS NULL ORDER BY 1");
    }

    @Test
    void everythingAboutOnePersonGoes() throws SQLException {
        execute("SELECT gone('contact', '1')");

        String sentence = new Erasure(connection).subject("Ada@Example.com");

        assertThat(sentence).isEqualTo("Erased: 8 payloads and 2 outcomes of 1 contacts.");
        assertThat(erased())
                .containsExactly(
                        "contact 1",
                        "contact_tag 1:7",
                        "file 92",
                        "note 90",
                        "opportunity 60",
                        "order 70",
                        "payment 80",
                        "task 91");
        Map<String, String> places = Map.of(
                "raw_payload",
                "payload",
                "outcome",
                "concat(payload, detail)",
                "check_result",
                "sample",
                "erasure",
                "counts");
        for (Map.Entry<String, String> place : places.entrySet()) {
            assertThat(column("SELECT 1 FROM keap_sink.%s WHERE %s::text ILIKE '%%ada@%%'"
                            .formatted(place.getKey(), place.getValue())))
                    .isEmpty();
        }
        assertThat(column("SELECT outcome FROM keap_sink.outcome WHERE message_id = 'm1'"))
                .containsExactly("created");
    }

    @Test
    void aContactThatIsStillInKeapIsNamed() {
        assertThat(new Erasure(connection).subject("ada@example.com"))
                .endsWith("The contact is still in Keap: delete it there, or the next export reads it again.");
    }

    @Test
    void anAddressThatNobodyHasErasesNothing() throws SQLException {
        assertThat(new Erasure(connection).subject("eve@example.com"))
                .isEqualTo("Erased: 0 payloads and 0 outcomes of 0 contacts.");
        assertThat(erased()).isEmpty();
    }

    @Test
    void anAddressThatEndsLikeAnotherIsAnotherPersons() throws SQLException {
        assertThat(new Erasure(connection).subject("da@example.com"))
                .isEqualTo("Erased: 0 payloads and 0 outcomes of 0 contacts.");
        assertThat(column("SELECT detail FROM keap_sink.outcome WHERE message_id = 'm2'"))
                .containsExactly("ada@example.com is odd");
        assertThat(column("SELECT sample::text FROM keap_sink.check_result WHERE sample <> '[]'"))
                .hasSize(1);
    }

    @Test
    void anAddressIsFoundInWhateverTextIsAroundIt() throws SQLException {
        List<String> texts = List.of(
                "ada+x@example.com",
                "mail to <Ada+x@example.com>.",
                "{\"body\":\"{\\\"note\\\":\\\"one\\\\nada+x@example.com\\\"}\"}",
                "\\u003cada+x@example.com\\u003e");
        for (String text : texts) {
            execute("UPDATE keap_sink.outcome SET detail = '%s' WHERE message_id = 'm2'".formatted(text));

            new Erasure(connection).subject("ada+x@example.com");

            assertThat(column("SELECT 1 FROM keap_sink.outcome WHERE detail IS NOT NULL"))
                    .as(text)
                    .isEmpty();
        }
        for (String other : List.of("ada+x@example.com.au", "adaax@example.com", "nada+x@example.com")) {
            execute("UPDATE keap_sink.outcome SET detail = '%s' WHERE message_id = 'm2'".formatted(other));

            new Erasure(connection).subject("ada+x@example.com");

            assertThat(column("SELECT detail FROM keap_sink.outcome WHERE message_id = 'm2'"))
                    .containsExactly(other);
        }
    }

    @Test
    void whatIsNoAddressErasesNothing() throws SQLException {
        for (String none : List.of("", " ", "example.com", "@", "ada@", "@example.com")) {
            assertThatThrownBy(() -> new Erasure(connection).subject(none))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessage("--email names no e-mail address, so nothing was erased.");
        }
        assertThat(column("SELECT 1 FROM keap_sink.erasure")).isEmpty();
        assertThat(column("SELECT detail FROM keap_sink.outcome WHERE message_id = 'm2'"))
                .containsExactly("ada@example.com is odd");
    }

    @Test
    void theHashOfAPersonsKeyGoesFromEveryDelivery() throws SQLException {
        execute("UPDATE keap_sink.outcome SET record_key = 'ada' WHERE object = 'contact' AND keap_id = '1'");
        execute("UPDATE keap_sink.outcome SET record_key = 'ada', detail = NULL, payload = NULL, object = 'contact',"
                + " stream = 'contacts', keap_id = NULL WHERE message_id = 'm2'");

        new Erasure(connection).subject("ada@example.com");

        assertThat(column("SELECT message_id FROM keap_sink.outcome WHERE record_key = 'ada'"))
                .isEmpty();
    }

    @Test
    void whatIsOldAndNoLongerInKeapGoes() throws SQLException {
        execute("SELECT gone('note', '90')");
        execute("SELECT put('contact', '1', '{\"given_name\": \"Ada\"}')");
        Instant soon = Instant.now().plus(Duration.ofHours(1));

        assertThat(new Erasure(connection).before(Instant.now().minus(Duration.ofDays(1))))
                .isEqualTo("Erased: 0 payloads and 0 outcomes.");
        assertThat(new Erasure(connection).before(soon)).isEqualTo("Erased: 2 payloads and 1 outcomes.");

        assertThat(erased()).containsExactly("contact 1", "note 90");
        assertThat(column("SELECT given_name FROM keap_sink.contact WHERE contact_id = '1'"))
                .containsExactly("Ada");
    }
}
