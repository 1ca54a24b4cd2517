package dev.keapsink.tools.ledger;

import dev.keapsink.ledger.LedgerEntry;
import dev.keapsink.ledger.LedgerKey;
import dev.keapsink.record.Version;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Collectors;

/** Prints entries of the ledger for the operator. */
record EntryPrinter(PrintWriter out) {

    void print(LedgerKey key, LedgerEntry entry) {
        Version version = entry.version();
        Instant until = entry.claimedUntil();
        line("Entry", key.value());
        line("  state", entry.state().name().toLowerCase(Locale.ROOT) + (until == null ? "" : " until " + until));
        line("  Keap id", entry.keapId() == 0 ? "not known" : String.valueOf(entry.keapId()));
        line("  version", version == null ? "none" : version.value().toPlainString());
        line("  tags", entry.tags().stream().map(String::valueOf).collect(Collectors.joining(", ")));
        line("  outcome", entry.outcome());
        line("  stored", String.valueOf(entry.at()));
        line("  forgotten", String.valueOf(entry.expiresAt()));
        line("  request", entry.hash());
    }

    private void line(String name, String value) {
        out.println("%-12s %s".formatted(name, value.isEmpty() ? "none" : value));
    }
}
