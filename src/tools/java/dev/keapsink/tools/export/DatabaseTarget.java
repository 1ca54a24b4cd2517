package dev.keapsink.tools.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.export.ExportStore;
import dev.keapsink.export.PostgresStore;
import dev.keapsink.tools.database.Database;
import dev.keapsink.tools.validate.Validation;
import java.io.PrintWriter;
import java.sql.Connection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An export into a database, whose checks run at the end. */
final class DatabaseTarget implements ExportTarget {

    private final Database database;
    private final Connection connection;
    private final KeapSource keap;
    private final PostgresStore store;

    DatabaseTarget(
            Database database,
            Connection connection,
            KeapSource keap,
            String account,
            ObjectNode settings,
            @Nullable Instant since) {
        this.database = database;
        this.connection = connection;
        this.keap = keap;
        this.store = PostgresStore.open(connection, account, "export", settings, since);
    }

    @Override
    public ExportStore store() {
        return store;
    }

    @Override
    public @Nullable Instant since() {
        return store.since();
    }

    @Override
    public void paged() {
        store.minutes(keap.minutes(), keap.quota());
    }

    @Override
    public void finish(boolean whole) {
        store.finish(whole ? "ok" : "warn", null);
    }

    @Override
    public void failed(String sentence) {
        store.finish("failed", sentence);
    }

    @Override
    public void printNext(PrintWriter out) {
        database.psql().ifPresent(unused -> out.println("./run audit psql opens the database."));
        out.println(new Validation(connection).summary() + " ./run validate names them.");
    }
}
