package dev.keapsink.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LedgerEntryTest {

    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");

    /** Of damaged ends, the last is the latest that the table's format can hold. */
    @ParameterizedTest
    @CsvSource({
        "2026-03-10T11:59:59.999Z, false",
        "2026-03-10T12:00:00Z, false",
        "2026-03-10T12:00:00.001Z, true",
        "2026-03-10T13:00:00Z, true",
        "2026-03-10T13:00:00.001Z, false",
        "2027-01-04T12:00:00Z, false",
        "+292278994-08-17T07:12:55.807Z, false"
    })
    void aClaimHoldsToItsEndUnlessNoClaimEndsSoLate(Instant end, boolean claimed) {
        assertThat(LedgerEntry.NONE.writing(end).isClaimed(NOW)).isEqualTo(claimed);
    }
}
