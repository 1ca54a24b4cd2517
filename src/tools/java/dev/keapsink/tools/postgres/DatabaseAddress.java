package dev.keapsink.tools.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keapsink.ledger.LedgerUnavailable;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The address of a database in the form of its driver, and the person who logs in. It is never printed.
 *
 * @param url names neither the user nor the password
 * @param user empty for the driver's default
 * @param password empty for a database that asks for none
 */
public record DatabaseAddress(String url, Optional<String> user, Optional<String> password) {

    private static final String TROUBLE = "The ledger's PostgreSQL URL cannot be read";

    private static final String REMEDY =
            "write it like postgresql://user:password@host:5432/database?sslmode=require, and special characters of the"
                    + " password as in every URL, for example %40 for @";

    /** Parameters of PostgreSQL's own URLs that the driver knows by other names. */
    private static final Map<String, String> DRIVERS_NAMES = Map.of(
            "application_name", "ApplicationName",
            "channel_binding", "channelBinding",
            "connect_timeout", "connectTimeout");

    /**
     * Reads a URL in the form of PostgreSQL ({@code postgresql://} or {@code postgres://}) or of JDBC.
     *
     * @throws LedgerUnavailable if it cannot be read; the message does not repeat it
     */
    public static DatabaseAddress of(String text) {
        try {
            URI uri = new URI(text.strip().replaceFirst("^jdbc:", ""));
            String authority = uri.getRawAuthority();
            if (authority == null || !String.valueOf(uri.getScheme()).matches("postgres(ql)?")) {
                throw LedgerUnavailable.untilMended(TROUBLE, REMEDY);
            }
            int at = authority.lastIndexOf('@');
            String[] person = authority.substring(0, Math.max(at, 0)).split(":", 2);
            Map<String, String> parameters = parameters(uri.getRawQuery());
            Optional<String> user = given(person[0], parameters.remove("user"));
            Optional<String> password = given(person.length < 2 ? "" : person[1], parameters.remove("password"));
            return new DatabaseAddress(url(authority.substring(at + 1), uri.getRawPath(), parameters), user, password);
        } catch (URISyntaxException | SQLException | IllegalArgumentException e) {
            throw LedgerUnavailable.untilMended(TROUBLE, REMEDY);
        }
    }

    /** A name that stands before the host, or else one among the parameters. */
    private static Optional<String> given(String before, @Nullable String parameter) {
        return Optional.of(before)
                .filter(value -> !value.isEmpty())
                .or(() -> Optional.ofNullable(parameter))
                .map(encoded -> URLDecoder.decode(encoded.replace("+", "%2B"), UTF_8));
    }

    private static Map<String, String> parameters(@Nullable String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String parameter : query == null || query.isEmpty() ? new String[0] : query.split("&")) {
            String[] parts = parameter.split("=", 2);
            parameters.put(DRIVERS_NAMES.getOrDefault(parts[0], parts[0]), parts.length < 2 ? "" : parts[1]);
        }
        return parameters;
    }

    /**
     * The URL for the driver.
     *
     * @throws SQLException if the driver cannot read it
     */
    private static String url(String hosts, String path, Map<String, String> parameters) throws SQLException {
        String url = "jdbc:postgresql://" + hosts + (path.isEmpty() ? "/" : path)
                + parameters.entrySet().stream()
                        .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                        .collect(Collectors.joining("&", "?", ""));
        Driver unused = DriverManager.getDriver(url);
        return url;
    }
}
