package dev.keapsink.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.check.CheckReport.Line;
import dev.keapsink.check.LedgerChecks.Deployed;
import dev.keapsink.check.LedgerLookUp.Expiry;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.ledger.LedgerUnavailable;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.simulator.memory.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LedgerChecksTest {

    private final Deadline deadline = Deadline.in(Duration.ofMinutes(1), new VirtualTime());

    private static final LedgerLookUp GOOD = new Table(null, Optional.of("expires_at"));

    private static final Deployed KEPT = new Deployed(GOOD, true, Duration.ofDays(24));

    /** A table of a certain kind. */
    private record Table(@Nullable LedgerUnavailable trouble, Optional<String> expiry) implements LedgerLookUp {

        @Override
        public String table() {
            return "contacts";
        }

        @Override
        public void tryOut(Deadline deadline) {
            if (trouble != null) {
                throw trouble;
            }
        }

        @Override
        public Expiry expiry(Deadline deadline) {
            return new Expiry("expires_at", expiry);
        }
    }

    @Test
    void saysNothingWithoutALedger() {
        assertThat(new LedgerChecks(Optional.empty(), now -> "ab123").run(true, deadline))
                .isEmpty();
    }

    @Test
    void passesATableThatIsAsItShouldBe() {
        assertThat(lines(new Table(null, Optional.of("expires_at"))))
                .containsExactly(
                        Line.pass("ledger table", "It can be read and written."),
                        Line.pass("ledger expiry", "The table deletes what has expired."),
                        Line.pass("ledger account", "The entries belong to the account ab123."),
                        Line.pass("ledger key", "The hashes in the table are keyed."),
                        Line.pass("ledger retention", "Entries are remembered for 24 days."));
    }

    @Test
    void saysWhatToDoAboutOneThatCannotBeUsed() {
        assertThat(lines(new Table(LedgerUnavailable.untilMended("It is missing", "create it"), Optional.empty())))
                .startsWith(
                        Line.fail(
                                "ledger table",
                                "It is missing; create it.",
                                "Mend that, or unset KEAP_SINK_LEDGER_TABLE, and check again."),
                        Line.skip("ledger expiry", "not checked, because the table cannot be used"));
        assertThat(lines(new Table(LedgerUnavailable.forNow("It is throttled"), Optional.empty())))
                .contains(
                        Line.fail("ledger table", "It is throttled.", "Check again; if it lasts, see docs/ledger.md."));
    }

    @Test
    void saysHowToHaveEntriesExpire() {
        String fix = "Run: aws dynamodb update-time-to-live --table-name contacts --time-to-live-specification"
                + " Enabled=true,AttributeName=expires_at";

        assertThat(lines(new Table(null, Optional.empty())))
                .contains(Line.fail("ledger expiry", "The table has no TTL, so it grows for ever.", fix));
        assertThat(lines(new Table(null, Optional.of("ttl"))))
                .contains(Line.fail(
                        "ledger expiry",
                        "The table's TTL uses the attribute ttl, which no entry has, so the table grows for ever.",
                        fix));
    }

    @Test
    void saysWhatAHashWithoutAKeyGivesAway() {
        assertThat(lines(new Deployed(GOOD, false, Duration.ofDays(24)), now -> "ab123"))
                .contains(Line.pass(
                        "ledger key",
                        "None is set: a reader of the table can test whether a contact is in it. Set"
                                + " KEAP_SINK_LEDGER_KEY (openssl rand -hex 32) to prevent that."));
    }

    @Test
    void saysWhatBecomesOfAMessageThatWaitsForLongerThanEntriesAreKept() {
        assertThat(lines(new Deployed(GOOD, true, Duration.ofDays(24).minusSeconds(1)), now -> "ab123"))
                .contains(Line.pass(
                        "ledger retention",
                        "Entries are remembered for 23 days. A message that waits for longer (as deployed: 10 days in the"
                                + " source queue and 14 in the dead-letter or the reject queue) is written even if it is stale;"
                                + " a KEAP_SINK_LEDGER_RETENTION of P24D prevents that."));
    }

    @Test
    void failsAnAccountThatKeapDoesNotName() {
        assertThat(lines(KEPT, now -> {
                    throw new KeapFailure.Misconfigured("Keap does not say whose account it is");
                }))
                .contains(Line.fail(
                        "ledger account",
                        "Keap does not say whose account it is.",
                        "Mend that, or unset KEAP_SINK_LEDGER_TABLE, and check again."));
    }

    @Test
    void asksForNoAccountWithACredentialThatKeapRefuses() {
        assertThat(new LedgerChecks(Optional.of(KEPT), now -> "ab123").run(false, deadline))
                .contains(Line.skip("ledger account", "not checked, because Keap could not be asked"));
    }

    private List<Line> lines(LedgerLookUp lookUp) {
        return lines(new Deployed(lookUp, true, Duration.ofDays(24)), now -> "ab123");
    }

    private List<Line> lines(Deployed deployed, Function<Deadline, String> account) {
        return new LedgerChecks(Optional.of(deployed), account).run(true, deadline);
    }
}
