package dev.keapsink.check;

import dev.keapsink.check.CheckReport.Line;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.ledger.LedgerUnavailable;
import dev.keapsink.resilience.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Checks whether the ledger can be used, if there is one, and reports its settings. */
public final class LedgerChecks {

    private static final String TABLE = "ledger table";

    private static final String EXPIRY = "ledger expiry";

    private static final String ACCOUNT = "ledger account";

    private static final String KEY = "ledger key";

    private static final String RETENTION = "ledger retention";

    /** The retention of the source queue plus that of the dead-letter queue, as this repository deploys them. */
    private static final Duration LONGEST_WAIT = Duration.ofDays(10 + 14);

    private final Optional<Deployed> ledger;

    private final Function<Deadline, String> account;

    /**
     * The ledger of a deployment.
     *
     * @param keyed whether the hashes in the table are keyed with a secret
     * @param retention how long an entry is remembered
     */
    public record Deployed(LedgerLookUp table, boolean keyed, Duration retention) {}

    /**
     * @param ledger empty for a deployment without a ledger
     * @param account returns Keap's name of the account that the entries belong to; throws a {@link KeapFailure} if
     *     Keap does not tell
     */
    public LedgerChecks(Optional<Deployed> ledger, Function<Deadline, String> account) {
        this.ledger = ledger;
        this.account = account;
    }

    /**
     * @param mayAskKeap whether Keap accepts the credential
     */
    List<Line> run(boolean mayAskKeap, Deadline deadline) {
        return ledger.map(deployed -> lines(deployed, mayAskKeap, deadline)).orElse(List.of());
    }

    private List<Line> lines(Deployed deployed, boolean mayAskKeap, Deadline deadline) {
        LedgerLookUp lookUp = deployed.table();
        Line usable = checked(TABLE, () -> {
            lookUp.tryOut(deadline);
            return Line.pass(TABLE, "It can be read and written.");
        });
        return List.of(
                usable,
                usable.result() == CheckReport.Result.pass
                        ? checked(EXPIRY, () -> expiry(lookUp.table(), lookUp.expiry(deadline)))
                        : Line.skip(EXPIRY, "not checked, because the table cannot be used"),
                mayAskKeap ? account(deadline) : Line.skip(ACCOUNT, "not checked, because Keap could not be asked"),
                key(deployed.keyed()),
                retention(deployed.retention()));
    }

    private Line account(Deadline deadline) {
        try {
            return Line.pass(ACCOUNT, "The entries belong to the account %s.".formatted(account.apply(deadline)));
        } catch (KeapFailure e) {
            return Line.fail(
                    ACCOUNT, e.getMessage() + ".", "Mend that, or unset KEAP_SINK_LEDGER_TABLE, and check again.");
        }
    }

    private static Line key(boolean keyed) {
        return Line.pass(
                KEY,
                keyed
                        ? "The hashes in the table are keyed."
                        : "None is set: a reader of the table can test whether a contact is in it. Set"
                                + " KEAP_SINK_LEDGER_KEY (openssl rand -hex 32) to prevent that.");
    }

    private static Line retention(Duration retention) {
        String kept = "Entries are remembered for %d days.".formatted(retention.toDays());
        String advice =
                " A message that waits for longer (as deployed: 10 days in the source queue and 14 in the dead-letter"
                        + " or the reject queue) is written even if it is stale; a KEAP_SINK_LEDGER_RETENTION of P24D prevents that.";
        return Line.pass(RETENTION, retention.compareTo(LONGEST_WAIT) < 0 ? kept + advice : kept);
    }

    private static Line checked(String check, Supplier<Line> lookUp) {
        try {
            return lookUp.get();
        } catch (LedgerUnavailable e) {
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
                        .map(
                                "The table's TTL uses the attribute %s, which no entry has, so the table grows for ever."
                                        ::formatted)
                        .orElse("The table has no TTL, so it grows for ever."),
                "Run: aws dynamodb update-time-to-live --table-name %s --time-to-live-specification Enabled=true,AttributeName=%s"
                        .formatted(name, expiry.needed()));
    }
}
