package dev.keapsink.check;

import dev.keapsink.check.CheckReport.Line;
import dev.keapsink.ledger.LedgerUnreadable;
import dev.keapsink.resilience.Deadline;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Whether the ledger's table is there and usable, if the deployment names one. */
public final class LedgerChecks {

    private static final String TABLE = "ledger table";

    private static final String EXPIRY = "ledger expiry";

    private final Optional<LedgerLookUp> ledger;

    /**
     * @param ledger nothing if there is none
     */
    public LedgerChecks(Optional<? extends LedgerLookUp> ledger) {
        this.ledger = ledger.map(lookUp -> lookUp);
    }

    List<Line> run(Deadline deadline) {
        return ledger.map(lookUp -> lines(lookUp, deadline)).orElse(List.of());
    }

    private static List<Line> lines(LedgerLookUp lookUp, Deadline deadline) {
        Line usable = made(TABLE, () -> {
            lookUp.tryOut(deadline);
            return Line.pass(TABLE, "It can be read and written.");
        });
        return usable.result() == CheckReport.Result.pass
                ? List.of(usable, made(EXPIRY, () -> expiry(lookUp.table(), lookUp.expiry(deadline))))
                : List.of(usable, Line.skip(EXPIRY, "not checked, because the table cannot be used"));
    }

    private static Line made(String check, Supplier<Line> look) {
        try {
            return look.get();
        } catch (LedgerUnreadable e) {
            return Line.fail(
                    check,
                    e.getMessage() + ".",
                    e.isPassing()
                            ? "Check again; if it lasts, see docs/ledger.md."
                            : "Mend that, or unset KEAP_SINK_LEDGER_TABLE, and check again.");
        }
    }

    private static Line expiry(String name, LedgerLookUp.Expiry expiry) {
        if (expiry.set().filter(expiry.needed()::equals).isPresent()) {
            return Line.pass(EXPIRY, "The table deletes what has expired.");
        }
        return Line.fail(
                EXPIRY,
                expiry.set()
                        .map("The table's TTL goes by %s, which no entry has, so that it grows for ever."::formatted)
                        .orElse("The table has no TTL, so that it grows for ever."),
                "Run: aws dynamodb update-time-to-live --table-name %s --time-to-live-specification Enabled=true,AttributeName=%s"
                        .formatted(name, expiry.needed()));
    }
}
