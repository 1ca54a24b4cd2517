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

    private static final Duration SHORTEST = Duration.ofDays(1);

    private static final Duration LONGEST = Duration.ofDays(3650);

    static LedgerSettings read(SinkConfig config, SettingReader reader) {
        return new LedgerSettings(
                reader.read(
                        "KEAP_SINK_LEDGER_TABLE",
                        config.ledgerTable(),
                        Optional.<String>empty(),
                        "the name of a DynamoDB table, which has 3 to 255 letters, digits, underscores, hyphens and dots",
                        text -> Optional.of(Values.allowedIf(text.matches("[A-Za-z0-9_.-]{3,255}"), () -> text))),
                reader.read(
                        "KEAP_SINK_LEDGER_RETENTION",
                        config.ledgerRetention(),
                        Duration.ofDays(45),
                        "an ISO-8601 duration from P1D to P3650D",
                        LedgerSettings::retention),
                reader.readSecret(
                        "KEAP_SINK_LEDGER_KEY",
                        config.ledgerKey(),
                        Optional.<String>empty(),
                        "a secret of at least 16 letters, digits and signs without spaces, such as 32 random hexadecimal"
                                + " digits",
                        text -> Optional.of(Values.allowedIf(text.matches("[!-~]{16,}"), () -> text))));
    }

    /** For less than a day it would hardly notice a repetition; for more than ten years is a slip of the pen. */
    private static Duration retention(String text) {
        Duration retention = Duration.parse(text);
        return Values.allowedIf(
                retention.compareTo(SHORTEST) >= 0 && retention.compareTo(LONGEST) <= 0, () -> retention);
    }

    @Override
    public String toString() {
        return "LedgerSettings[%s, %s, %s]"
                .formatted(table.orElse("no table"), retention, key.isPresent() ? "keyed" : "not keyed");
    }
}
