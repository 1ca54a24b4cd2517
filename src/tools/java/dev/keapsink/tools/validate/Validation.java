package dev.keapsink.tools.validate;

import dev.keapsink.tools.common.CommandFailure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Runs checks, and stores what they found. Used by one thread. */
public final class Validation {

    /** So many failing rows are kept of each check. */
    private static final int SAMPLE = 20;

    private static final String BEGIN = """
            INSERT INTO keap_sink.run (run_id, app_id, kind, source)
            SELECT ?, coalesce((SELECT app_id FROM keap_sink.run WHERE kind <> 'check' ORDER BY started_at DESC LIMIT 1), ''),
                   'check', 'validate'""";

    private static final String STORE = """
            INSERT INTO keap_sink.check_result (run_id, check_name, severity, failures, sample, ms)
            VALUES (?, ?, ?, ?, ?::jsonb, ?)""";

    private static final String FINISH = "UPDATE keap_sink.run SET finished_at = now(), status = ? WHERE run_id = ?";

    private final Connection connection;

    public Validation(Connection connection) {
        this.connection = connection;
    }

    /**
     * Runs all checks of the pack on the database, and stores the results as a run.
     *
     * @return the counts in a sentence, for a command whose main matter is another
     */
    public String summary() {
        List<CheckOutcome> outcomes = run(SqlPack.checks());
        long errors = outcomes.stream().filter(CheckOutcome::isError).count();
        long failed = outcomes.stream().filter(outcome -> !outcome.isPassed()).count();
        return "%d checks: %d passed, %d warn, %d failed."
                .formatted(outcomes.size(), outcomes.size() - failed, failed - errors, errors);
    }

    /**
     * Runs checks, and stores the results as a run.
     *
     * @throws CommandFailure if the database cannot be used, or a query is wrong
     */
    List<CheckOutcome> run(List<SqlCheck> checks) {
        UUID run = UUID.randomUUID();
        try {
            begin(run);
            List<CheckOutcome> outcomes = new ArrayList<>();
            for (SqlCheck check : checks) {
                CheckOutcome outcome = run(check);
                store(run, outcome);
                outcomes.add(outcome);
            }
            finish(run, outcomes);
            return outcomes;
        } catch (SQLException e) {
            throw new CommandFailure(
                    "The results of the checks could not be stored (SQLSTATE %s).".formatted(e.getSQLState()));
        }
    }

    private void begin(UUID run) throws SQLException {
        try (PreparedStatement begin = connection.prepareStatement(BEGIN)) {
            begin.setObject(1, run);
            begin.executeUpdate();
        }
    }

    private CheckOutcome run(SqlCheck check) {
        long begun = System.nanoTime();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(counting(check.sql()))) {
            found.next();
            long millis = Duration.ofNanos(System.nanoTime() - begun).toMillis();
            return new CheckOutcome(check, found.getLong(1), found.getString(2), millis);
        } catch (SQLException e) {
            throw new CommandFailure(
                    "The check %s cannot be run (SQLSTATE %s). ./run audit migrate makes the tables and views."
                            .formatted(check.name(), e.getSQLState()));
        }
    }

    /** The query that counts the rows of another one, and takes the first of them. */
    private static String counting(String sql) {
        return """
               WITH failing AS MATERIALIZED (
               %s
               )
               SELECT (SELECT count(*) FROM failing),
                      (SELECT coalesce(json_agg(first), '[]')
                         FROM (SELECT * FROM failing LIMIT %d) AS first)""".formatted(sql, SAMPLE);
    }

    private void store(UUID run, CheckOutcome outcome) throws SQLException {
        try (PreparedStatement store = connection.prepareStatement(STORE)) {
            store.setObject(1, run);
            store.setString(2, outcome.check().name());
            store.setString(3, outcome.check().severity().word());
            store.setLong(4, outcome.failures());
            store.setString(5, outcome.sample());
            store.setInt(6, Math.toIntExact(outcome.millis()));
            store.executeUpdate();
        }
    }

    private void finish(UUID run, List<CheckOutcome> outcomes) throws SQLException {
        boolean failed = outcomes.stream().anyMatch(CheckOutcome::isError);
        boolean passed = outcomes.stream().allMatch(CheckOutcome::isPassed);
        try (PreparedStatement finish = connection.prepareStatement(FINISH)) {
            finish.setString(1, failed ? "failed" : passed ? "ok" : "warn");
            finish.setObject(2, run);
            finish.executeUpdate();
        }
    }
}
