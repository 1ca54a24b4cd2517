package dev.keapsink.export;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.simulator.KeapSimulator;
import dev.keapsink.simulator.Resource;
import dev.keapsink.simulator.SimulatedReply;
import dev.keapsink.simulator.SimulatedRequest;
import dev.keapsink.simulator.memory.SimulatedAccount;
import dev.keapsink.tools.database.Database;
import dev.keapsink.tools.postgres.PostgresServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A simulated account, and a database of its own that exports go to. */
final class ExportWorld implements AutoCloseable {

    static final Set<ExportObject> ALL = EnumSet.allOf(ExportObject.class);

    final SimulatedAccount account = new SimulatedAccount();
    private final Database database = Database.at(PostgresServer.database(), Optional.empty());
    private Connection connection;

    ExportWorld() {
        database.migrate();
        connection = database.connect();
    }

    /** Two contacts, three tags of which one is worn by nobody, a stage, a company and an order. */
    void fill() {
        account.keap.addTag(7, "Lead");
        account.keap.addTag(8, "Customer");
        account.keap.addTag(9, "Unused");
        long ada = contact("ada@example.com");
        long bob = contact("bob@example.com");
        wear(7, ada);
        wear(7, bob);
        wear(8, bob);
        account.keap.objects().addStage(1, "New");
        account.keap.objects().add(Resource.COMPANIES, "{\"company_name\":\"Acme\"}");
        account.keap
                .objects()
                .add(
                        Resource.ORDERS,
                        "{\"contact_id\":\"%d\",\"order_title\":\"One\",\"order_type\":\"OFFLINE\",\"order_time\":\"2026-01-01T00:00:00.000Z\",\"order_items\":[]}"
                                .formatted(ada));
    }

    /** Makes a contact, and returns its id. */
    long contact(String email) {
        String body = handle(
                        "POST",
                        "/v1/contacts",
                        "{\"email_addresses\":[{\"field\":\"EMAIL1\",\"email\":\"%s\"}]}".formatted(email))
                .body();
        return Long.parseLong(body.replaceFirst("(?s).*?\"id\":(\\d+).*", "$1"));
    }

    void contacts(int count) {
        for (int i = 0; i < count; i++) {
            contact("c%d@example.com".formatted(i));
        }
    }

    void wear(long tag, long contact) {
        handle("POST", "/v1/tags/%d/contacts".formatted(tag), "{\"ids\":[%d]}".formatted(contact));
    }

    void delete(long contact) {
        handle("DELETE", "/v1/contacts/" + contact, "");
    }

    private SimulatedReply handle(String method, String path, String body) {
        SimulatedReply reply = account.keap.handle(
                new SimulatedRequest(method, path, Map.of(), Map.of("x-keap-api-key", KeapSimulator.API_KEY), body));
        if (reply.status() >= 300) {
            throw new IllegalStateException(reply.body());
        }
        return reply;
    }

    Export.Result export() {
        return export(ALL, null);
    }

    Export.Result export(Set<ExportObject> objects, @Nullable Instant since) {
        return export(objects, since, (object, progress) -> {});
    }

    /** Runs an export, whose listener may throw as a process that is killed does. */
    Export.Result export(
            Set<ExportObject> objects,
            @Nullable Instant since,
            BiConsumer<ExportObject, ExportStore.Progress> listener) {
        ObjectNode settings = JsonNodeFactory.instance.objectNode().put("objects", objects.toString());
        PostgresStore store = PostgresStore.open(connection, "app", "test", settings, since);
        Export.Result result = new Export(
                        account.client,
                        new Export.Request(objects, store.since()),
                        store,
                        SimulatedAccount.TIMEOUT,
                        account.time,
                        listener)
                .run();
        store.finish("ok", null);
        return result;
    }

    /** The rows of a query, each as its values with blanks between them. */
    List<String> rows(String sql) {
        try (Statement statement = connection.createStatement();
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
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The content of the tables, without runs and times. */
    List<String> tables() {
        return rows("""
                SELECT object, keap_id, encode(payload_hash, 'hex'), payload, missing_since IS NULL
                  FROM keap_sink.current_row FULL JOIN keap_sink.raw_payload USING (app_id, object, keap_id, payload_hash)
                 ORDER BY 1, 2, 3""");
    }

    List<String> calls() {
        return account.calls();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
        database.close();
    }
}
