package dev.keapsink.value;

import static dev.keapsink.value.Values.FIELD;
import static dev.keapsink.value.Values.assertRefused;
import static dev.keapsink.value.Values.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'2026-01-31T08:00:00Z' | 2026-01-31T08:00:00.000Z",
                "'2026-01-31T08:00:00.1239+01:00' | 2026-01-31T07:00:00.123Z",
                "'2026-01-31 08:00:00+0100' | 2026-01-31T07:00:00.000Z",
                "'2026-01-31 08:00' | 2026-01-31T08:00:00.000Z",
                "'2026-01-31T08:00:00[Europe/Berlin]' | 2026-01-31T07:00:00.000Z",
                "'2026-07-31T08:00:00+02:00[Europe/Berlin]' | 2026-07-31T06:00:00.000Z",
                "'2026-01-31' | 2026-01-31T00:00:00.000Z",
                "'20260131' | 2026-01-31T00:00:00.000Z",
                "1769846400 | 2026-01-31T08:00:00.000Z",
                "1769846400.5 | 2026-01-31T08:00:00.500Z",
                "'1769846400123' | 2026-01-31T08:00:00.123Z",
                "100000000 | 1973-03-03T09:46:40.000Z",
                "7000000000 | 2191-10-27T12:26:40.000Z",
                "7000000001 | 1970-03-23T00:26:40.001Z",
                "77414400000 | 1972-06-15T00:00:00.000Z",
                "-7000000000 | 1748-03-06T11:33:20.000Z",
                "-50000000000 | 1968-06-01T07:06:40.000Z",
                "100000000000 | 1973-03-03T09:46:40.000Z",
                "9999999999999 | 2286-11-20T17:46:39.999Z",
                "-100000000 | 1966-10-31T14:13:20.000Z"
            })
    void readsMoments(String value, String expected) {
        assertThat(Moments.dateTime(Moments.instant(FIELD, json(value), Optional.empty())))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'0001-01-01' | 0001-01-01",
                "'9999-12-31T23:59:59-12:00' | 9999-12-31",
                "'2026-01-31T23:00:00[America/New_York]' | 2026-01-31",
                "19000101 | 1900-01-01",
                "20991231 | 2099-12-31"
            })
    void readsDaysAsTheyAreWritten(String value, LocalDate expected) {
        assertThat(Moments.day(FIELD, json(value), Optional.empty())).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'0000-01-01'",
                "'0000-00-00'",
                "'-0001-01-01T00:00:00Z'",
                "'+10000-01-01T00:00:00Z'",
                "'+999999999-12-31T23:59:59Z'",
                "'+999999999-12-31T23:59:59'",
                "'9999-12-32'",
                "'2026-02-29'",
                "'2026-13-01'",
                "'2026-01-31T25:00:00Z'",
                "'2026-01-31T08:00:00+25:00'",
                "'2026-01-31T08:00:00[Europe/Atlantis]'",
                "'2026-01-31 8'",
                "'31.01.26'",
                "20260132",
                "18991231",
                "21000101",
                "99999999",
                "10000000000000",
                "'20260131080000'",
                "1769846400123456",
                "true",
                "[2026]",
                "{}"
            })
    void refusesAnythingElse(String value) {
        assertRefused(() -> Moments.day(FIELD, json(value), Optional.empty()), value);
        assertRefused(() -> Moments.instant(FIELD, json(value), Optional.empty()), value);
    }

    /** A day of the year 9999 that is one of the year 10000 in UTC. */
    @ParameterizedTest
    @ValueSource(strings = {"'9999-12-31T23:59:59-12:00'", "'0001-01-01T00:00:00+12:00'"})
    void refusesMomentsThatLeaveTheYearsInUtc(String value) {
        assertRefused(() -> Moments.instant(FIELD, json(value), Optional.empty()), value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "n/a",
                "None",
                "-",
                "\u2014",
                "null",
                "0/0/00",
                "00/00/0000",
                "0000-00-00",
                "0000-00-00 00:00:00",
                "1900-01-00",
                "'"
            })
    void fillersAreNoDates(String text) {
        assertThat(Moments.whyNone("birthday", new TextNode(text)).orElseThrow())
                .contains("filler");
    }

    @ParameterizedTest
    @ValueSource(strings = {"12/31", "--12-31", "31.12.", "1/5"})
    void whatHasNoYearIsNone(String text) {
        assertThat(Moments.whyNone("birthday", new TextNode(text)).orElseThrow())
                .contains("has no year");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'12/31/1980",
                "=\"12/31/1980\"",
                "\u200E12/31/1980",
                "12/31/1980,\u00A010:00\u202FPM",
                "Dec\u00A031, 1980",
                "1980-12-31"
            })
    void marksAndOtherSpacesDoNotCount(String text) {
        assertThat(Moments.whyNone("birthday", new TextNode(text))).isEmpty();
        assertThat(Moments.day("birthday", new TextNode(text), Optional.empty()))
                .isEqualTo("1980-12-31");
    }
}
