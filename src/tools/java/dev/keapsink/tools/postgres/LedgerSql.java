package dev.keapsink.tools.postgres;

import java.util.List;
import java.util.stream.Collectors;

/** The statements of the ledger's table. They name it without a schema, so that the URL's {@code currentSchema} counts. */
final class LedgerSql {

    static final String TABLE = "keap_sink_ledger";

    /** The columns in the order of {@link LedgerRow#values}. */
    private static final List<String> COLUMNS = List.of(
            "key",
            "format",
            "revision",
            "state",
            "claimed_until",
            "keap_id",
            "version",
            "hash",
            "tags",
            "outcome",
            "stored_at",
            "fresh_until",
            "expires_at",
            "doubt_since",
            "doubt_until",
            "doubt_looks");

    static final String EXISTS = "SELECT to_regclass('%s') IS NOT NULL".formatted(TABLE);

    /** Both statements are one transaction. The version is a text, because a number would lose its notation. */
    static final String CREATE = """
            CREATE TABLE IF NOT EXISTS %1$s (
              key text COLLATE "C" PRIMARY KEY,
              format integer NOT NULL,
              revision text NOT NULL,
              state text NOT NULL,
              claimed_until timestamptz,
              keap_id bigint,
              version text,
              hash text NOT NULL,
              tags bigint[] NOT NULL,
              outcome text NOT NULL,
              stored_at timestamptz NOT NULL,
              fresh_until timestamptz NOT NULL,
              expires_at timestamptz NOT NULL,
              doubt_since timestamptz,
              doubt_until timestamptz,
              doubt_looks integer
            );
            CREATE INDEX IF NOT EXISTS %1$s_expires_at ON %1$s (expires_at)
            """.formatted(TABLE);

    /** Takes an array of keys. */
    static final String READ = "SELECT %s FROM %s WHERE key = ANY (?)".formatted(each("%s"), TABLE);

    /** Takes the values, the time, and an array of revisions that may be replaced. */
    static final String STORE_IF_FREE =
            "INSERT INTO %1$s AS there (%2$s) VALUES (%3$s) ON CONFLICT (key) DO UPDATE SET %4$s"
                            .formatted(TABLE, String.join(", ", COLUMNS), each("?"), each("%1$s = EXCLUDED.%1$s"))
                    + " WHERE there.expires_at <= ? OR there.revision = ANY (?)";

    /** Takes the values, the key, and an array of revisions that may be replaced. */
    static final String STORE_IF_STILL =
            "UPDATE %s SET %s WHERE key = ? AND revision = ANY (?)".formatted(TABLE, each("%s = ?"));

    /** Takes a key. */
    static final String DELETE = "DELETE FROM %s WHERE key = ?".formatted(TABLE);

    /** Takes the time and the most entries. Entries that are being written are left for the next time. */
    static final String SWEEP =
            "DELETE FROM %1$s WHERE key IN (SELECT key FROM %1$s WHERE expires_at <= ? LIMIT ? FOR UPDATE SKIP LOCKED)"
                    .formatted(TABLE);

    private LedgerSql() {}

    private static String each(String form) {
        return COLUMNS.stream().map(form::formatted).collect(Collectors.joining(", "));
    }
}
