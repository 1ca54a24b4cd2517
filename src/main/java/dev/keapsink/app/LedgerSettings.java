package dev.keapsink.app;

import java.time.Duration;
import java.util.Optional;

/**
 * Where the ledger is kept, and for how long.
 *
 * @param table the name of the DynamoDB table; absent for no ledger
 * @param retention how long an entry is remembered after it was stored
 * @param key that the hashes in the table are keyed with; absent for plain ones
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
