package dev.keapsink.tools.postgres;

import dev.keapsink.ledger.LedgerUnavailable;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;

/**
 * Turns errors of the ledger's database into sentences for the operator, by their SQLSTATE. The database's own messages
 * are left out, because they may say more than a log should hold.
 *
 * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL's error codes</a>
 */
final class DatabaseErrors {

    /** Classes of errors that pass: connections, transactions, resources, objects in use, operators and the server itself. */
    private static final Set<String> PASSING = Set.of("08", "40", "53", "55", "57", "58", "XX");

    /** Classes of errors after which a repetition may succeed at once: lost connections, conflicts, and a restart. */
    private static final Set<String> REPEATABLE = Set.of("08", "40", "57");

    private static final String REJECTED = "08004";

    private static final String TIMED_OUT = "57014";

    private static final String READ_ONLY = "25006";

    private DatabaseErrors() {}

    /** Whether the same statement may succeed at once, on another connection. */
    static boolean isRepeatable(SQLException error) {
        return REPEATABLE.contains(state(error).substring(0, 2))
                && !state(error).equals(TIMED_OUT)
                && isPassing(error);
    }

    static LedgerUnavailable unusable(SQLException error) {
        if (!isPassing(error)) {
            return LedgerUnavailable.untilMended(
                    "The ledger's database cannot be used (%s)".formatted(name(error)), remedy(error));
        }
        return LedgerUnavailable.forNow(
                state(error).equals(READ_ONLY)
                        ? "The ledger's database can only be read; if that lasts, name the primary server in its URL"
                        : "The ledger's database could not be asked (%s)".formatted(name(error)));
    }

    private static boolean isPassing(SQLException error) {
        String state = state(error);
        return state.equals(READ_ONLY)
                || (PASSING.contains(state.substring(0, 2)) && !state.equals(REJECTED) && !isDistrusted(error));
    }

    private static String remedy(SQLException error) {
        if (isDistrusted(error)) {
            return "its certificate is not trusted: name the authority's certificate by sslrootcert in the URL";
        }
        return switch (state(error)) {
            case "28P01", "28000" -> "correct the user, the password or sslmode in its URL";
            case "3D000" -> "create the database that its URL names, or correct the name";
            case "3F000" -> "create the schema that currentSchema names in its URL, or correct the name";
            case "42501" ->
                "grant the user SELECT, INSERT, UPDATE and DELETE on the table %1$s, and CREATE on its schema while there is no such table"
                        .formatted(LedgerSql.TABLE);
            case "42703", "42804", "42809", "42883", "42P10" ->
                "its table %1$s is another program's: name another schema by currentSchema in the URL"
                        .formatted(LedgerSql.TABLE);
            case REJECTED -> "correct sslmode in its URL: either the server or the URL demands encryption";
            default -> "look up this code in PostgreSQL's list of error codes";
        };
    }

    private static boolean isDistrusted(SQLException error) {
        return causes(error).anyMatch(SSLHandshakeException.class::isInstance);
    }

    /** Whether the pool itself gave up, because no connection was opened or free in time. */
    static boolean isWithoutState(SQLException error) {
        return error.getSQLState() == null;
    }

    /** The SQLSTATE; that of an unspecified connection error if there is none. */
    static String state(SQLException error) {
        String state = error.getSQLState();
        return state == null || state.length() != 5 ? "08000" : state;
    }

    private static String name(SQLException error) {
        return causes(error)
                .filter(IOException.class::isInstance)
                .findFirst()
                .map(cause -> cause.getClass().getSimpleName())
                .orElseGet(() -> isWithoutState(error) ? "no connection in time" : "SQLSTATE " + state(error));
    }

    private static Stream<Throwable> causes(SQLException error) {
        return Stream.iterate((Throwable) error, cause -> cause != null, Throwable::getCause);
    }
}
