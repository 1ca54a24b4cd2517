package dev.keapsink.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.check.CheckReport.Line;
import dev.keapsink.check.LedgerLookUp.Expiry;
import dev.keapsink.ledger.LedgerUnreadable;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.support.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LedgerChecksTest {

    private final Deadline deadline = Deadline.in(Duration.ofMinutes(1), new VirtualTime());

    /** A table of a certain kind. */
    private record Table(@Nullable LedgerUnreadable trouble, Optional<String> expiry) implements LedgerLookUp {

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
        assertThat(new LedgerChecks(Optional.empty()).run(deadline)).isEmpty();
    }

    @Test
    void passesATableThatIsAsItShouldBe() {
        assertThat(lines(new Table(null, Optional.of("expires_at"))))
                .containsExactly(
                        Line.pass("ledger table", "It can be read and written."),
                        Line.pass("ledger expiry", "The table deletes what has expired."));
    }

    @Test
    void saysWhatToDoAboutOneThatCannotBeUsed() {
        assertThat(lines(new Table(LedgerUnreadable.untilMended("It is missing; create it"), Optional.empty())))
                .containsExactly(
                        Line.fail(
                                "ledger table",
                                "It is missing; create it.",
                                "Mend that, or unset KEAP_SINK_LEDGER_TABLE, and check again."),
                        Line.skip("ledger expiry", "not checked, because the table cannot be used"));
        assertThat(lines(new Table(LedgerUnreadable.forNow("It is throttled"), Optional.empty())))
                .contains(
                        Line.fail("ledger table", "It is throttled.", "Check again; if it lasts, see docs/ledger.md."));
    }

    @Test
    void saysHowToHaveEntriesExpire() {
        String fix = "Run: aws dynamodb update-time-to-live --table-name contacts --time-to-live-specification"
                + " Enabled=true,AttributeName=expires_at";

        assertThat(lines(new Table(null, Optional.empty())))
                .contains(Line.fail("ledger expiry", "The table has no TTL, so that it grows for ever.", fix));
        assertThat(lines(new Table(null, Optional.of("ttl"))))
                .contains(Line.fail(
                        "ledger expiry",
                        "The table's TTL goes by ttl, which no entry has, so that it grows for ever.",
                        fix));
    }

    private List<Line> lines(LedgerLookUp lookUp) {
        return new LedgerChecks(Optional.of(lookUp)).run(deadline);
    }
}
