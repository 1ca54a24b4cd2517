package dev.keapsink.tools.ledger;

import dev.keapsink.aws.LedgerItem;
import dev.keapsink.ledger.LedgerEntry;
import dev.keapsink.ledger.LedgerEntry.Doubt;
import dev.keapsink.record.Version;
import dev.keapsink.tools.common.TerminalText;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Prints entries of the ledger for the operator. */
record EntryPrinter(PrintWriter out, InstantSource time) {

    /**
     * Prints the entries of one person.
     *
     * @param doubt what to say if there are none, as a sentence after a space
     * @return whether there are some
     */
    boolean print(List<Map<String, AttributeValue>> items, Scope scope, LedgerRows rows, String doubt) {
        items.forEach(this::print);
        if (items.isEmpty()) {
            out.println("Nothing is remembered of this key in %s.%s%s".formatted(scope, scope.verified(rows), doubt));
        }
        out.flush();
        return !items.isEmpty();
    }

    private void print(Map<String, AttributeValue> item) {
        line("Entry", LedgerItem.keyOf(item).value());
        LedgerItem.entry(item)
                .ifPresentOrElse(
                        this::print,
                        () -> line(
                                "  state", "damaged, or of a later version; it counts as absent until it is replaced"));
    }

    private void print(LedgerEntry entry) {
        Version version = entry.version();
        line("  state", entry.state().name().toLowerCase(Locale.ROOT) + claim(entry.claimedUntil()));
        line("  Keap id", entry.keapId() == 0 ? "not known" : String.valueOf(entry.keapId()));
        line("  version", version == null ? "none" : version.value().toPlainString());
        line("  tags", entry.tags().stream().map(String::valueOf).collect(Collectors.joining(", ")));
        line("  outcome", entry.outcome());
        line("  stored", String.valueOf(entry.at()));
        line(
                "  forgotten",
                entry.expiresAt() + (entry.isExpired(time.instant()) ? "; since then it counts as absent" : ""));
        line("  request", entry.hash());
        Doubt doubt = entry.doubt();
        if (doubt != null) {
            line(
                    "  in doubt",
                    "a create since %s, looked for in vain %d times".formatted(doubt.since(), doubt.looks()));
        }
    }

    private String claim(@Nullable Instant until) {
        if (until == null) {
            return "";
        }
        return " until " + until
                + (LedgerEntry.isEndOfClaim(until, time.instant())
                        ? ""
                        : "; too late for a claim, so it counts as none");
    }

    private void line(String name, String value) {
        out.println("%-12s %s".formatted(name, value.isEmpty() ? "none" : TerminalText.line(value)));
    }
}
