package dev.keapsink.tools.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShortfallTest {

    @Test
    void nothingIsSaidWhenAllArrived() {
        Shortfall nothing = new Shortfall(0, false, 0, 0, 0, false);

        assertThat(nothing.sentences()).isEmpty();
        assertThat(nothing.exitCode()).isZero();
    }

    @Test
    void onlyWhatAppliesIsNamed() {
        assertThat(new Shortfall(3, false, 11, 2, 1, false).sentences())
                .containsExactly(
                        "This does not mean that all arrived: 3 columns were not written, at least in some records; 11 records"
                                + " were rejected; 2 lines were not sent; 1 message was dead-lettered (see above).",
                        "Hence the exit code is 1.");
        assertThat(new Shortfall(1, false, 0, 0, 0, false).sentences())
                .containsExactly("This does not mean that all arrived: 1 column was not written (see above).");
    }

    @Test
    void aRealAccountMayHaveAPlaceForAColumn() {
        assertThat(new Shortfall(1, true, 0, 0, 0, false).sentences())
                .singleElement()
                .asString()
                .contains("1 column was not written, unless in a custom field of that name (see above)");
    }

    @Test
    void theExitCodeTellsRejectedRecordsFromLinesThatWereNotSent() {
        assertThat(new Shortfall(0, false, 1, 0, 0, false).exitCode()).isEqualTo(3);
        assertThat(new Shortfall(0, false, 1, 1, 0, false).exitCode()).isEqualTo(1);
        assertThat(new Shortfall(0, false, 0, 0, 1, false).exitCode()).isEqualTo(1);
        assertThat(new Shortfall(1, false, 0, 0, 0, false).exitCode()).isZero();
    }

    @Test
    void theSampleIsMeantToHaveRejectedRecords() {
        Shortfall sample = new Shortfall(0, false, 11, 0, 0, true);

        assertThat(sample.exitCode()).isZero();
        assertThat(sample.sentences())
                .contains("The sample holds records that must be rejected, so they do not count as a failure.");
    }
}
