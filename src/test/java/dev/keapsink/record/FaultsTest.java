package dev.keapsink.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keapsink.record.Outcome.Rejected;
import org.junit.jupiter.api.Test;

/** All that is wrong with a record is told at once. */
class FaultsTest {

    private final Faults faults = new Faults();

    private void fault(String field, String detail) {
        faults.checking(() -> {
            throw new InvalidValue(field, detail);
        });
    }

    @Test
    void nothingIsWrongAtFirst() {
        faults.check();

        assertThat(faults.isEmpty()).isTrue();
        assertThat(faults.reading(() -> "a value")).contains("a value");
    }

    @Test
    void oneFaultIsToldAsItIs() {
        fault("birthday", "is not a date");

        assertThat(faults.together()).isEqualTo(new Rejected(Reason.INVALID_VALUE, "birthday", "is not a date"));
    }

    @Test
    void theFirstGivesReasonAndFieldAndTheDetailTellsAll() {
        fault("birthday", "is not a date");
        fault("country", "is not a country");
        faults.add(new Rejected(Reason.NO_MATCH_KEY, "email", "The record has no address."));

        assertThat(faults.together())
                .isEqualTo(new Rejected(
                        Reason.INVALID_VALUE,
                        "birthday",
                        "is not a date. Also: country is not a country. The record has no address."));
    }

    @Test
    void oneFaultIsToldOnce() {
        fault("tags", "must be tag ids");
        fault("tags", "must be tag ids");

        assertThat(faults.together().detail()).isEqualTo("must be tag ids");
    }

    @Test
    void whatHasNoRoomIsNamed() {
        for (int i = 0; i < 50; i++) {
            fault("field" + i, "is " + "so very wrong ".repeat(5).strip());
        }

        assertThat(faults.together().detail())
                .contains("Also: field1 is so very wrong")
                .contains("Also at fault: field")
                .endsWith("field49.");
    }

    @Test
    void aFaultThatEndsWithAFullStopGetsNoSecondOne() {
        fault("given_name", "has 300 characters, and Keap keeps no more than 255.");
        fault("notes", "is " + "so very wrong ".repeat(50).strip());

        assertThat(faults.together().detail())
                .isEqualTo("has 300 characters, and Keap keeps no more than 255. Also at fault: notes.");
    }

    @Test
    void aFaultWithoutAFullStopGetsOne() {
        fault("birthday", "is not a date");
        fault("notes", "is " + "so very wrong ".repeat(50).strip());

        assertThat(faults.together().detail()).isEqualTo("is not a date. Also at fault: notes.");
    }

    @Test
    void theCheckTellsAllFaults() {
        fault("a", "is wrong");
        fault("b", "is wrong, too");

        assertThat(faults.isIn("b")).isTrue();
        assertThat(faults.isIn("c")).isFalse();
        assertThatThrownBy(faults::check)
                .isInstanceOfSatisfying(
                        InvalidValue.class,
                        refused ->
                                assertThat(refused.rejection().detail()).isEqualTo("is wrong. Also: b is wrong, too"));
    }
}
