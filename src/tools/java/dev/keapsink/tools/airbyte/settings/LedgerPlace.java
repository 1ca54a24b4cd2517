package dev.keapsink.tools.airbyte.settings;

import java.util.Optional;

/** Says where the destination remembers what it wrote. */
public sealed interface LedgerPlace {

    /** The secret that keys the hashes in the ledger; empty for unkeyed hashes. */
    Optional<String> key();

    /** Nowhere. */
    record None() implements LedgerPlace {
        @Override
        public Optional<String> key() {
            return Optional.empty();
        }
    }

    /**
     * In a PostgreSQL database.
     *
     * @param url as it was entered, with user and password
     */
    record Postgres(String url, Optional<String> key) implements LedgerPlace {
        @Override
        public String toString() {
            return "Postgres";
        }
    }

    /**
     * In a DynamoDB table.
     *
     * @param region empty for the region of the machine
     * @param keys empty for the rights of the machine
     * @param endpoint the address of another server than AWS's
     */
    record DynamoDb(
            String table,
            Optional<String> region,
            Optional<AwsKeys> keys,
            Optional<String> endpoint,
            Optional<String> key)
            implements LedgerPlace {
        @Override
        public String toString() {
            return "DynamoDb[" + table + "]";
        }
    }
}
