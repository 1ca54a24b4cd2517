package dev.keapsink.tools.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** A real PostgreSQL on this machine, one for all tests of a JVM. It ends with the JVM. */
public final class PostgresServer {

    private static final EmbeddedPostgres SERVER = started();

    private PostgresServer() {}

    private static EmbeddedPostgres started() {
        try {
            return EmbeddedPostgres.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The URL of a new schema in the database, for the superuser. */
    static String schema(String name) {
        execute("CREATE SCHEMA IF NOT EXISTS " + name);
        return url("postgres:any", name);
    }

    /**
     * The URL of a schema.
     *
     * @param person the user and the password
     */
    static String url(String person, String schema) {
        return "postgresql://%s@localhost:%d/postgres?currentSchema=%s".formatted(person, SERVER.getPort(), schema);
    }

    /** A connection of the superuser, which the caller closes. */
    static Connection connection() throws SQLException {
        return SERVER.getPostgresDatabase().getConnection();
    }

    /** Runs statements as the superuser. */
    public static void execute(String sql) {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first value of a query's first row. */
    static String value(String sql) {
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes an empty database, and returns its URL. */
    public static String database() {
        String name = "d" + UUID.randomUUID().toString().replace("-", "");
        execute("CREATE DATABASE " + name);
        return "jdbc:postgresql://localhost:%d/%s?user=postgres".formatted(SERVER.getPort(), name);
    }
}
