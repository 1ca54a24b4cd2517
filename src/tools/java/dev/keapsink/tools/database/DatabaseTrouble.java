package dev.keapsink.tools.database;

import java.sql.SQLException;

/** Says why a database cannot be used, and what to do, by the SQLSTATE. The database's own words may quote a row. */
final class DatabaseTrouble {

    private DatabaseTrouble() {}

    static String sentence(SQLException error) {
        String state = error.getSQLState() == null ? "08000" : error.getSQLState();
        String remedy = switch (state) {
            case "28P01", "28000" -> "Correct the user in --db and the password in PGPASSWORD.";
            case "3D000" -> "Create the database that --db names, or correct the name.";
            case "42501" -> "Give the user the rights on the schema keap_sink (docs/sql.md names them).";
            case "08001", "08006" -> "Check the host and port in --db, and that the server is running.";
            default -> "Check --db; PostgreSQL's list of error codes says what the code means.";
        };
        return "The database cannot be used (SQLSTATE %s). %s".formatted(state, remedy);
    }
}
