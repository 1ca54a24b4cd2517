package dev.keapsink.tools.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keapsink.audit.WriteAudit;
import dev.keapsink.tools.database.Database;
import dev.keapsink.tools.postgres.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every check passes in a good world, and fails for what it is there for, and nothing else fails with it. */
class SqlPackTest {

    /** What breaks the world for a check. */
    private static final Map<String, String> BREAKS = new TreeMap<>(Map.ofEntries(
            Map.entry(
                    "run_closed",
                    "insert into keap_sink.run (run_id, app_id, kind, source, started_at) values (gen_random_uuid(), 'app', 'export', 'export', now() - interval '1 day')"),
            Map.entry(
                    "list_complete",
                    "insert into keap_sink.run_object (run_id, object) values ('00000000-0000-0000-0000-000000000002', 'subscription')"),
            Map.entry("count_matches_keap", "update keap_sink.run_object set counted = 3 where object = 'contact'"),
            Map.entry("count_drop", """
                    insert into keap_sink.run (run_id, app_id, kind, source, started_at, status)
                    values ('00000000-0000-0000-0000-000000000009', 'app', 'export', 'export', now() - interval '1 day', 'ok');
                    insert into keap_sink.run_object (run_id, object, items, complete)
                    values ('00000000-0000-0000-0000-000000000009', 'contact', 3, true)"""),
            Map.entry("reference_filled", "update keap_sink.run_object set items = 0 where object = 'user'"),
            Map.entry(
                    "export_fresh",
                    "update keap_sink.run set started_at = now() - interval '3 days' where kind = 'export';"
                            + " update keap_sink.outcome set at = at - interval '4 days', received_at = received_at - interval '4 days'"),
            Map.entry(
                    "time_past",
                    "update keap_sink.raw_payload set source_time = now() + interval '1 day' where object = 'tag'"),
            Map.entry("written_is_there", "select gone('note', '90')"),
            Map.entry("written_is_tagged", "select gone('contact_tag', '1:7')"),
            Map.entry("removed_is_untagged", """
                    insert into keap_sink.outcome
                           (batch_id, message_id, position, run_id, app_id, stream, record_key, attempt, outcome, object, tags, at)
                    values (gen_random_uuid(), 'm5', 0, '00000000-0000-0000-0000-000000000001', 'app', 'contacts', 'k2', 1,
                            'removed', 'contact', '{7}', now() - interval '90 minutes')"""),
            Map.entry("written_has_id", "update keap_sink.outcome set keap_id = null where message_id = 'm4'"),
            Map.entry("reject_has_reason", "update keap_sink.outcome set reason = null where message_id = 'm2'"),
            Map.entry("reject_is_replayed", "update keap_sink.outcome set record_key = 'k3' where message_id = 'm3'"),
            Map.entry(
                    "reject_rate",
                    "insert into keap_sink.outcome (batch_id, message_id, position, run_id, app_id, stream, record_key, attempt, outcome, reason, at)"
                            + " select gen_random_uuid(), 'r' || i, 0, '00000000-0000-0000-0000-000000000001', 'app', 'contacts', 'k2', 1, 'rejected', 'forbidden', now() - interval '3 hours' from generate_series(1, 5) as i"),
            Map.entry(
                    "retry_is_over",
                    "update keap_sink.outcome set outcome = 'retry', reason = 'unavailable', received_at = now() - interval '2 days' where message_id = 'n1'"),
            Map.entry(
                    "email_once",
                    "select put('contact', '3', '{\"email_addresses\": [{\"field\": \"EMAIL1\", \"email\": \"ADA@example.com\"}]}')"),
            Map.entry(
                    "key_once",
                    "select put('order', '71', '{\"title\": \"Two\", \"contact\": {\"id\": \"1\"}, \"custom_fields\": [{\"id\": \"20\", \"content\": \"k-70\"}]}')"),
            Map.entry(
                    "order_once",
                    "select put('order', '71', jsonb_set((select payload from keap_sink.raw_payload where object = 'order'), '{custom_fields}', '[]'));"
                            + " select put('payment', '81', '{\"order_id\": \"71\", \"amount\": 10, \"pay_status\": \"MANUAL_PAID\"}')"),
            Map.entry("sku_once", "select put('product', '51', '{\"name\": \"Other\", \"sku\": \"TEA\"}')"),
            Map.entry(
                    "email_well_formed",
                    "select put('contact', '3', '{\"email_addresses\": [{\"field\": \"EMAIL1\", \"email\": \"ada at home\"}]}')"),
            Map.entry("contact_reachable", "select put('contact', '3', '{\"given_name\": \"Eve\"}')"),
            Map.entry("tag_known", "select put('contact_tag', '1:8', '{\"contact_id\": \"1\", \"tag_id\": \"8\"}')"),
            Map.entry(
                    "tagged_contact_known",
                    "select put('contact_tag', '9:7', '{\"contact_id\": \"9\", \"tag_id\": \"7\"}')"),
            Map.entry(
                    "contact_type_known",
                    "select put('contact', '3', '{\"contact_type\": \"Friend\", \"phone_numbers\": [{\"number\": \"1\"}]}')"),
            Map.entry(
                    "custom_field_known",
                    "select put('contact', '3', '{\"custom_fields\": [{\"id\": 99, \"content\": \"x\"}], \"phone_numbers\": [{\"number\": \"1\"}]}')"),
            Map.entry(
                    "user_known",
                    "select put('task', '93', '{\"contact_id\": \"1\", \"assigned_to_user_id\": \"9\"}')"),
            Map.entry(
                    "stage_known",
                    "select put('opportunity', '61', '{\"contact\": {\"id\": \"1\"}, \"stage\": {\"id\": \"9\"}}')"),
            Map.entry(
                    "opportunity_known",
                    "select put('task', '93', '{\"contact_id\": \"1\", \"opportunity_id\": \"69\"}')"),
            Map.entry(
                    "created_once",
                    "select put('note', '96', '{\"contact_id\": \"1\"}');"
                            + " update keap_sink.outcome set keap_id = '96', record_key = 'n2' where message_id = 'n1'"),
            Map.entry("contact_known", "select put('note', '94', '{\"contact_id\": \"9\"}')"),
            Map.entry(
                    "company_known",
                    "select put('contact', '3', '{\"company\": {\"id\": 41}, \"phone_numbers\": [{\"number\": \"1\"}]}')"),
            Map.entry("product_known", "select gone('product', '50')"),
            Map.entry("payment_order_known", "select put('payment', '81', '{\"order_id\": \"79\", \"amount\": 1}')"),
            Map.entry(
                    "order_total_adds_up",
                    "select put('order', '70', jsonb_set((select payload from keap_sink.raw_payload where object = 'order'), '{order_items,0,quantity}', '3'))"),
            Map.entry(
                    "order_balance_adds_up",
                    "select put('order', '70', jsonb_set((select payload from keap_sink.raw_payload where object = 'order'), '{total_due,amount}', '1499'))"),
            Map.entry(
                    "order_payments_add_up",
                    "select put('payment', '81', '{\"order_id\": \"70\", \"amount\": 10.00, \"pay_status\": \"MANUAL_PAID\"}')"),
            Map.entry(
                    "no_secret_stored",
                    "select put('note', '95', '{\"contact_id\": \"1\", \"text\": \"KeapAK-0123456789\"}')")));

    private static final List<String> VIEWS = List.of(
            "tag",
            "custom_field",
            "user",
            "contact_type",
            "stage",
            "pipeline",
            "contact",
            "contact_tag",
            "company",
            "opportunity",
            "task",
            "note",
            "order",
            "order_item",
            "payment",
            "product",
            "file",
            "custom_value",
            "record_key");

    private static final Database DATABASE = Database.at(PostgresServer.database(), Optional.empty());
    private static Connection connection;

    @BeforeAll
    static void makeTheWorld() throws IOException, SQLException {
        DATABASE.migrate();
        connection = DATABASE.connect();
        execute(Files.readString(Path.of("src/test/resources/sql/good-world.sql")));
        connection.setAutoCommit(false);
    }

    @AfterEach
    void mendTheWorld() throws SQLException {
        connection.rollback();
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
        DATABASE.close();
    }

    private static void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Set<String> failing() {
        return new Validation(connection)
                .run(SqlPack.checks()).stream()
                        .filter(outcome -> !outcome.isPassed())
                        .map(outcome -> outcome.check().name())
                        .collect(Collectors.toSet());
    }

    static Stream<String> names() {
        return SqlPack.checks().stream().map(SqlCheck::name);
    }

    @Test
    void aGoodWorldPasses() {
        assertThat(failing()).isEmpty();
        assertThat(names()).hasSizeGreaterThanOrEqualTo(25).containsExactlyElementsOf(BREAKS.keySet());
    }

    @ParameterizedTest
    @MethodSource("names")
    void aCheckFailsForItsOwnFaultAlone(String name) throws SQLException {
        execute(BREAKS.get(name));

        assertThat(failing()).isEqualTo(Set.of(name));
    }

    @Test
    void everyCheckSaysWhatItFindsAndNamesTheAccount() {
        assertThat(SqlPack.checks()).allSatisfy(check -> {
            assertThat(check.meaning()).matches("[A-Z].*\\.");
            assertThat(check.sql()).matches("(?s)select (distinct on \\([^)]*\\) )?(\\w\\.)?app_id.*");
        });
    }

    @Test
    void aTagOfAnEarlierRecordIsNotForgottenWhenALaterRecordHasNone() throws SQLException {
        execute("""
                insert into keap_sink.outcome
                       (batch_id, message_id, position, run_id, app_id, stream, record_key, attempt, outcome, object, keap_id, at)
                values (gen_random_uuid(), 'm5', 0, '00000000-0000-0000-0000-000000000001', 'app', 'contacts', 'k1', 1,
                        'updated', 'contact', '1', now() - interval '2 hours');
                select gone('contact_tag', '1:7')""");

        assertThat(failing()).containsExactly("written_is_tagged");
    }

    @Test
    void aTagThatARecordTookOffIsNotMissed() throws SQLException {
        execute("""
                insert into keap_sink.outcome
                       (batch_id, message_id, position, run_id, app_id, stream, record_key, attempt, outcome, object, keap_id, tags, at)
                values (gen_random_uuid(), 'm5', 0, '00000000-0000-0000-0000-000000000001', 'app', 'contacts', 'k1', 1,
                        'removed', 'contact', '1', '{7}', now() - interval '2 hours');
                select gone('contact_tag', '1:7')""");

        assertThat(failing()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "7",
                "\"text\"",
                "{\"id\": {}, \"name\": [], \"order\": 1e40, \"file_size\": \"9999999999999999999999\"}",
                "{\"email_addresses\": {\"email\": 1}, \"phone_numbers\": \"none\", \"custom_fields\": 5, \"order_items\": null}",
                "{\"email_addresses\": [null, 1, []], \"phone_numbers\": [[]], \"custom_fields\": [7, null], \"order_items\": [1, [], null]}",
                "{\"last_updated\": \"2026-99-99T99:99:99Z\", \"date_created\": 5, \"total\": {\"amount\": \"much\"}, \"amount\": true}"
            })
    void aViewShowsAnyPayload(String payload) throws SQLException {
        for (String view : VIEWS) {
            execute("select put('%s', 'odd', '%s')".formatted(view, payload));
        }

        for (String view : VIEWS) {
            execute("create temporary table odd_%1$s on commit drop as select * from keap_sink.%1$s".formatted(view));
        }
        assertThat(failing()).isNotNull();
    }

    @Test
    void everyQueryOfThePageRuns() throws IOException, SQLException {
        for (String query : page()) {
            execute(query);
        }
    }

    private static List<String> page() throws IOException {
        List<String> queries = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("docs/sql.md")))
                .results()
                .map(block -> block.group(1))
                .toList();
        assertThat(queries).hasSizeGreaterThan(7);
        return queries;
    }

    private static List<String> column(String name, String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                var found = statement.executeQuery(query)) {
            while (found.next()) {
                values.add(found.getString(name));
            }
        }
        return values;
    }

    @Test
    void thePageTellsWhatTheLastRunWroteAndWhoLacksATag() throws IOException, SQLException {
        execute("select put('tag', '8', '{\"name\": \"Customer\"}'),"
                + " put('contact_tag', '1:8', '{\"contact_id\": \"1\", \"tag_id\": \"8\"}')");

        assertThat(column("contact_id", page().get(0))).containsExactly("1", "2");
        assertThat(column("contact_id", page().get(1))).containsExactly("2");
        assertThat(column("reason", page().get(2).replace("'X'", "'m2'"))).containsExactly("invalid_value");
    }

    @Test
    void aWriterMayRecordOutcomesAndReadNone() throws IOException, SQLException {
        execute(page().getLast() + "; set local role keap_writer");

        assertThat(WriteAudit.hasTables(connection)).isTrue();
        new WriteAudit(new WriteAudit.Run(UUID.randomUUID(), "app", "source", ""), Optional.empty(), false)
                .write(connection, UUID.randomUUID(), List.of());
        assertThatThrownBy(() -> execute("select payload from keap_sink.outcome"))
                .hasMessageContaining("permission denied");
    }

    @Test
    void aReaderMayReadEveryViewAndChangeNothing() throws IOException, SQLException {
        execute(page().getLast() + "; set local role keap_reader");

        for (String view : VIEWS) {
            execute("select * from keap_sink." + view);
        }
        assertThatThrownBy(() -> execute("update keap_sink.outcome set reason = ''"))
                .hasMessageContaining("permission denied");
    }

    @Test
    void theResultsAreStored() throws SQLException {
        execute(BREAKS.get("tag_known"));
        List<CheckOutcome> outcomes = new Validation(connection).run(SqlPack.checks());

        assertThat(outcomes).hasSize(BREAKS.size());
        try (Statement statement = connection.createStatement();
                var found = statement.executeQuery(
                        "select status, (select sample from keap_sink.check_result where check_name = 'tag_known' and run_id = r.run_id) from keap_sink.run as r where kind = 'check'")) {
            assertThat(found.next()).isTrue();
            assertThat(found.getString(1)).isEqualTo("failed");
            assertThat(found.getString(2)).contains("\"tag_id\": \"8\"", "\"contact_id\": \"1\"");
        }
    }
}
