package dev.keapsink.tools.database;

import dev.keapsink.ledger.LedgerUnavailable;
import dev.keapsink.tools.common.CommandFailure;
import dev.keapsink.tools.postgres.DatabaseAddress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** A PostgreSQL database for exports and audits. */
public final class Database implements AutoCloseable {

    /** The schema of all tables and views. */
    public static final String SCHEMA = "keap_sink";

    private final String url;
    private final Properties login;
    private final Optional<String> psql;
    private final AutoCloseable server;

    /**
     * @param psql the line that opens the database for a person; empty if that person knows its address
     * @param server is closed with the database
     */
    Database(String url, Properties login, Optional<String> psql, AutoCloseable server) {
        this.url = url;
        this.login = login;
        this.psql = psql;
        this.server = server;
    }

    /**
     * A database at an address. No connection is opened.
     *
     * @throws CommandFailure if the address cannot be read; the sentence does not repeat it
     */
    public static Database at(String text, Optional<String> password) {
        try {
            DatabaseAddress address = DatabaseAddress.of(text);
            Properties login = new Properties();
            address.user().ifPresent(user -> login.setProperty("user", user));
            address.password().or(() -> password).ifPresent(secret -> login.setProperty("password", secret));
            login.setProperty("ApplicationName", "keap-sink");
            login.setProperty("connectTimeout", "10");
            login.setProperty("tcpKeepAlive", "true");
            return new Database(address.url(), login, Optional.empty(), () -> {});
        } catch (LedgerUnavailable e) {
            throw new CommandFailure(
                    "--db is no address of a PostgreSQL database: write it like jdbc:postgresql://host:5432/name?user=name, and"
                            + " special characters as in every URL, for example %40 for @.");
        }
    }

    /**
     * Starts the server of a folder, whose data stay.
     *
     * @throws CommandFailure if another command uses it, or it cannot be started
     */
    public static Database embedded(Path folder) {
        return EmbeddedDatabase.in(folder);
    }

    /** The address for another process; it names the user, and no password. */
    public String address() {
        String user = login.getProperty("user");
        return user == null || url.contains("user=") ? url : url + (url.contains("?") ? "&" : "?") + "user=" + user;
    }

    /**
     * Opens a connection, which the caller closes.
     *
     * @throws CommandFailure if there is none
     */
    public Connection connect() {
        try {
            return DriverManager.getConnection(url, login);
        } catch (SQLException e) {
            throw new CommandFailure(DatabaseTrouble.sentence(e), e);
        }
    }

    /**
     * Opens a connection that waits for no answer longer than this, which the caller closes.
     *
     * @throws CommandFailure if there is none in time
     */
    public Connection connect(Duration timeout) {
        Properties hurried = new Properties();
        hurried.putAll(login);
        hurried.setProperty("connectTimeout", String.valueOf(timeout.toSeconds()));
        hurried.setProperty("loginTimeout", String.valueOf(timeout.toSeconds()));
        hurried.setProperty("socketTimeout", String.valueOf(timeout.toSeconds()));
        try {
            return DriverManager.getConnection(url, hurried);
        } catch (SQLException e) {
            throw new CommandFailure(DatabaseTrouble.sentence(e), e);
        }
    }

    /**
     * Makes the tables and views, or brings them up to date.
     *
     * @throws CommandFailure if that is not possible
     */
    public void migrate() {
        connectOnce();
        try {
            Flyway.configure()
                    .dataSource(url, login.getProperty("user"), login.getProperty("password"))
                    .schemas(SCHEMA)
                    .defaultSchema(SCHEMA)
                    .locations("classpath:keap-sink/sql/migrations")
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new CommandFailure(
                    "The tables in the schema %s could not be made or changed%s. The user needs CREATE on the database, or must own the schema; if another version of this tool made the tables, use that one, or a newer one."
                            .formatted(
                                    SCHEMA,
                                    e.getCause() instanceof SQLException cause
                                            ? " (SQLSTATE %s)".formatted(cause.getSQLState())
                                            : ""),
                    e);
        }
    }

    /** A sentence about the connection is better than one about the tables. */
    private void connectOnce() {
        try (Connection connection = connect()) {
            connection.getMetaData();
        } catch (SQLException e) {
            throw new CommandFailure(DatabaseTrouble.sentence(e), e);
        }
    }

    /** The command that opens the database for a person; empty if it is the person's own. */
    public Optional<String> psql() {
        return psql;
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (Exception e) {
            throw new CommandFailure("The database did not stop: %s.".formatted(e.getMessage()), e);
        }
    }

    /** Without the address, which may hold a password. */
    @Override
    public String toString() {
        return "Database";
    }
}
