package dev.keapsink.app;

import java.time.Duration;
import java.util.Optional;

/**
 * Holds the settings of the ledger.
 *
 * @param table the name of the DynamoDB table; empty for no ledger
 * @param retention how long an entry is remembered after it was stored
 * @param key the secret that keys the hashes in the table; empty for plain hashes
 */
record LedgerSettings(Optional<String> table, Duration retention, Optional<String> key) {

    static LedgerSettings read(SettingReader reader) {
        return new LedgerSettings(
                reader.find(SinkConfig.LEDGER_TABLE),
                reader.read(SinkConfig.LEDGER_RETENTION),
                reader.find(SinkConfig.LEDGER_KEY));
    }

    @Override
    public String toString() {
        return "LedgerSettings[%s, %s, %s]"
                .formatted(table.orElse("no table"), retention, key.isPresent() ? "keyed" : "not keyed");
    }
}
