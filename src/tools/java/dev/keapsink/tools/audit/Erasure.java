package dev.keapsink.tools.audit;

import dev.keapsink.tools.common.CommandFailure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Takes personal data out of the database, and leaves the facts: that a row was read or written, when, and what came of
 * it. Used by one thread.
 */
final class Erasure {

    private static final Pattern ADDRESS = Pattern.compile("[^@\\s]+@[^@\\s]+");

    /** The characters with a meaning in PostgreSQL's regular expressions. */
    private static final Pattern SIGNS = Pattern.compile("[\\\\.^$*+?()\\[\\]{}|]");

    private static final String SUBJECT = """
            WITH address AS (SELECT lower(?) AS email, lower(?) AS pattern),
            contact AS (
                SELECT DISTINCT app_id, keap_id FROM keap_sink.raw_payload, address
                 WHERE object = 'contact' AND EXISTS (
                       SELECT FROM jsonb_array_elements(
                              CASE jsonb_typeof(payload -> 'email_addresses')
                                   WHEN 'array' THEN payload -> 'email_addresses' ELSE '[]' END) AS e
                        WHERE lower(e ->> 'email') = email)),
            sale AS (
                SELECT DISTINCT raw.app_id, raw.keap_id FROM keap_sink.raw_payload AS raw
                  JOIN contact ON contact.app_id = raw.app_id AND contact.keap_id = payload #>> '{contact,id}'
                 WHERE object = 'order'),
            payloads AS (
                UPDATE keap_sink.raw_payload AS raw SET payload = NULL, erased_at = now()
                 WHERE payload IS NOT NULL AND (
                       object = 'contact' AND (app_id, keap_id) IN (SELECT app_id, keap_id FROM contact)
                    OR (app_id, coalesce(payload ->> 'contact_id', payload #>> '{contact,id}'))
                       IN (SELECT app_id, keap_id FROM contact)
                    OR object = 'payment' AND (app_id, payload ->> 'order_id') IN (SELECT app_id, keap_id FROM sale))
                RETURNING raw.app_id),
            key AS (
                SELECT app_id, stream, record_key FROM keap_sink.outcome
                 WHERE object = 'contact' AND (app_id, keap_id) IN (SELECT app_id, keap_id FROM contact)),
            outcomes AS (
                UPDATE keap_sink.outcome AS written SET payload = NULL, detail = NULL, record_key = NULL
                  FROM address
                 WHERE object = 'contact' AND (app_id, keap_id) IN (SELECT app_id, keap_id FROM contact)
                    OR (app_id, stream, record_key) IN (SELECT app_id, stream, record_key FROM key)
                    OR lower(written.payload::text) ~ pattern
                    OR lower(written.detail) ~ pattern
                RETURNING written.app_id),
            samples AS (
                UPDATE keap_sink.check_result AS found SET sample = '[]'
                  FROM address
                 WHERE lower(sample::text) ~ pattern
                    OR EXISTS (SELECT FROM contact, jsonb_array_elements(sample) AS s
                                WHERE s ->> 'contact_id' = contact.keap_id)
                RETURNING found.run_id)
            INSERT INTO keap_sink.erasure (what, counts)
            SELECT 'subject', jsonb_build_object(
                   'contacts', (SELECT count(*) FROM contact), 'payloads', (SELECT count(*) FROM payloads),
                   'outcomes', (SELECT count(*) FROM outcomes), 'samples', (SELECT count(*) FROM samples))
            RETURNING counts ->> 'contacts', counts ->> 'payloads', counts ->> 'outcomes',
                      (SELECT count(*) FROM keap_sink.current_row JOIN contact USING (app_id, keap_id)
                        WHERE object = 'contact' AND missing_since IS NULL)""";

    /** The newest version of what is still in Keap stays: it is no more than Keap itself has. */
    private static final String RETENTION = """
            WITH payloads AS (
                UPDATE keap_sink.raw_payload AS raw SET payload = NULL, erased_at = now()
                 WHERE first_seen < ? AND payload IS NOT NULL AND NOT EXISTS (
                       SELECT FROM keap_sink.current_row AS c
                        WHERE (c.app_id, c.object, c.keap_id, c.payload_hash)
                            = (raw.app_id, raw.object, raw.keap_id, raw.payload_hash)
                          AND missing_since IS NULL)
                RETURNING raw.app_id),
            outcomes AS (
                UPDATE keap_sink.outcome AS written SET payload = NULL, detail = NULL
                 WHERE at < ? AND (payload IS NOT NULL OR detail IS NOT NULL)
                RETURNING written.app_id),
            samples AS (
                UPDATE keap_sink.check_result AS found SET sample = '[]' WHERE ran_at < ? AND sample <> '[]'
                RETURNING found.run_id)
            INSERT INTO keap_sink.erasure (what, before, counts)
            SELECT 'retention', ?, jsonb_build_object(
                   'payloads', (SELECT count(*) FROM payloads), 'outcomes', (SELECT count(*) FROM outcomes),
                   'samples', (SELECT count(*) FROM samples))
            RETURNING counts ->> 'payloads', counts ->> 'outcomes'""";

    private final Connection connection;

    Erasure(Connection connection) {
        this.connection = connection;
    }

    /**
     * Erases everything about the contacts that have, or had, an e-mail address. Returns what was done, in sentences.
     *
     * @throws CommandFailure if it is no address, or nothing could be erased
     */
    String subject(String email) {
        if (!ADDRESS.matcher(email).matches()) {
            throw new CommandFailure("--email names no e-mail address, so nothing was erased.");
        }
        try (PreparedStatement erase = connection.prepareStatement(SUBJECT)) {
            erase.setString(1, email);
            erase.setString(2, whole(email));
            try (ResultSet done = erase.executeQuery()) {
                done.next();
                String sentence = "Erased: %s payloads and %s outcomes of %s contacts."
                        .formatted(done.getString(2), done.getString(3), done.getString(1));
                return done.getInt(4) == 0
                        ? sentence
                        : sentence
                                + " The contact is still in Keap: delete it there, or the next export reads it again.";
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /**
     * A pattern of PostgreSQL for an address in a text that is not the beginning or the end of another one. A letter
     * before it may belong to an escape sequence of JSON.
     */
    private static String whole(String email) {
        return "(^|[^[:alnum:]._+-]|\\\\[bfnrt]|\\\\u[0-9a-f]{4})"
                + SIGNS.matcher(email).replaceAll("\\\\$0")
                + "(?![[:alnum:]_-]|[.][[:alnum:]])";
    }

    /** Erases what was read or written before a moment and is no longer in Keap in this form. */
    String before(Instant moment) {
        Timestamp time = Timestamp.from(moment);
        try (PreparedStatement erase = connection.prepareStatement(RETENTION)) {
            for (int i = 1; i <= 4; i++) {
                erase.setTimestamp(i, time);
            }
            try (ResultSet done = erase.executeQuery()) {
                done.next();
                return "Erased: %s payloads and %s outcomes.".formatted(done.getString(1), done.getString(2));
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static CommandFailure failed(SQLException e) {
        return new CommandFailure(
                "Nothing was erased (SQLSTATE %s). The user needs UPDATE on the tables of keap_sink, and INSERT on keap_sink.erasure."
                        .formatted(e.getSQLState()));
    }
}
