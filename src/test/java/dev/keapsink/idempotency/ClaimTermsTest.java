package dev.keapsink.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.idempotency.LedgerSteps.ClaimTerms;
import dev.keapsink.ledger.LedgerEntry;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.simulator.memory.VirtualTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ClaimTermsTest {

    private final VirtualTime time = new VirtualTime();

    @Test
    void noClaimIsSoLongThatItCountsAsDamaged() {
        assertThat(hold(Duration.ofMinutes(15), Duration.ofDays(1)))
                .isEqualTo(Duration.ofMinutes(30).plusSeconds(8))
                .isLessThan(LedgerEntry.LONGEST_CLAIM.minusMinutes(10));
    }

    @Test
    void aClaimOutlastsTheInvocationAndItsLongestCallWhateverTwoInstancesTakeForTheTime() {
        assertThat(hold(Duration.ofSeconds(120), Duration.ofSeconds(30))).isEqualTo(Duration.ofSeconds(158));
    }

    private Duration hold(Duration invocation, Duration call) {
        return new ClaimTerms(Deadline.in(invocation, time), call, () -> true).hold();
    }
}
