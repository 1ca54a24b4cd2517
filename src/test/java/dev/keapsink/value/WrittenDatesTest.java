package dev.keapsink.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.keapsink.record.InvalidValue;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenDatesTest {

    private static final Optional<DateOrder> NOT_AGREED = Optional.empty();

    private static LocalDate day(String text, Optional<DateOrder> order) {
        return Moments.day("birthday", new TextNode(text), order);
    }

    private static Optional<DateOrder> order(String name) {
        return Optional.ofNullable(name).map(text -> DateOrder.valueOf(text.toUpperCase(Locale.ROOT)));
    }

    private static void assertRefused(String text, Optional<DateOrder> order, String... because) {
        assertThatExceptionOfType(InvalidValue.class)
                .as(text)
                .isThrownBy(() -> day(text, order))
                .satisfies(e -> {
                    assertThat(e.rejection().detail()).doesNotContain(text);
                    assertThat(because)
                            .allSatisfy(
                                    part -> assertThat(e.rejection().detail()).contains(part));
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12/31/1980",
                "31/12/1980",
                "31.12.1980",
                "31. 12. 1980",
                "31-12-1980",
                "12-31-1980",
                "1980/12/31",
                "1980.12.31",
                "Dec 31, 1980",
                "Dec. 31, 1980",
                "DEC 31 1980",
                "December 31, 1980",
                "december 31st, 1980",
                "31 Dec 1980",
                "31. December 1980",
                "31-Dec-1980",
                "31/Dec/1980",
                "31Dec1980",
                "31st December, 1980",
                "Wed, 31 Dec 1980",
                "Wednesday, December 31, 1980",
                "12/31/1980 10:00",
                "31.12.1980 23:59:59",
                "12/31/1980 10:00 PM",
                "12/31/1980, 10:00:00 PM",
                "12/31/1980 10 pm",
                "12/31/1980T10:00",
                "1980-12-31 10:00 p.m.",
                "December 31, 1980 at 10:00 AM",
                "Wed, 31 Dec 1980 23:00:00 GMT",
                "Wed Dec 31 1980 23:00:00 GMT+0100 (Central European Standard Time)"
            })
    void readsWhatCanBeReadInOneWayOnly(String text) {
        assertThat(day(text, NOT_AGREED)).isEqualTo("1980-12-31");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5/1/1980 | mdy | 1980-05-01",
                "5/1/1980 | dmy | 1980-01-05",
                "05-01-1980 | mdy | 1980-05-01",
                "05-01-1980 | dmy | 1980-01-05",
                "12/31/1980 10:30 | mdy | 1980-12-31",
                "05/05/1980 | | 1980-05-05",
                "12-12-1980 | | 1980-12-12",
                "5.1.1980 | | 1980-01-05",
                "5.1.1980 | mdy | 1980-01-05",
                "5.1.1980 | ymd | 1980-01-05",
                "1980/1/5 | | 1980-01-05",
                "1980-1-5 | dmy | 1980-01-05",
                "1980/12/31 | mdy | 1980-12-31",
                "1980/12/31 | ymd | 1980-12-31",
                "Dec 31, 1980 | dmy | 1980-12-31",
                "29 Feb 1980 | | 1980-02-29"
            })
    void theOrderDecidesWhereTwoReadingsArePossible(String text, String order, LocalDate day) {
        assertThat(day(text, order(order))).isEqualTo(day);
    }

    @ParameterizedTest
    @ValueSource(strings = {"12/10/1980", "1/2/1980", "01-02-1980", "10/12/1815", "11/12/1980 08:00"})
    void twoReadingsWithoutAnOrderAreRefused(String text) {
        assertRefused(text, NOT_AGREED, "KEAP_SINK_DATE_ORDER", "1980-12-31");
    }

    /** Not even where the other order would do: a file of mixed orders would be read half wrong. */
    @ParameterizedTest
    @CsvSource({
        "31/12/1980,mdy",
        "12/31/1980,dmy",
        "13-13-1980,mdy",
        "02/30/1980,mdy",
        "30/02/1980,dmy",
        "12/31/1980,ymd",
        "5/5/1980,ymd"
    })
    void dateThatIsImpossibleInTheOrderIsRefused(String text, String order) {
        assertRefused(text, order(order), order, "KEAP_SINK_DATE_ORDER");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "13/13/1980",
                "02/30/1980",
                "31.02.1980",
                "0/5/1980",
                "1980/13/01",
                "31 Feb 1980",
                "Feb 29, 1981",
                "12/31/1980 25:00",
                "12/31/1980 10:61",
                "12/31/1980 13:00 PM",
                "12/31/1980 10",
                "Wed, 31 Dec 1980 10:00 +99:00"
            })
    void dayThatDoesNotExistIsRefused(String text) {
        assertRefused(text, NOT_AGREED, "is no day of the calendar");
    }

    @ParameterizedTest
    @ValueSource(strings = {"12/31/80", "31.12.80", "81-12-31", "1/1/1", "31 Dec 80", "Dec 31, 80", "12/31/198"})
    void yearOfTwoDigitsLeavesTheCenturyOpen(String text) {
        assertRefused(text, NOT_AGREED, "century", "1980-12-31");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "31 Dez 1980",
                "Decembre 31, 1980",
                "12/31-1980",
                "12/31",
                "31/12/1980/5",
                "yesterday",
                "31 1980",
                "12/31/1980 noon",
                "12/31/1980 10:00 Berlin",
                "617-555-0100"
            })
    void anythingElseIsNoDate(String text) {
        for (DateOrder order : DateOrder.values()) {
            assertRefused(text, Optional.of(order));
        }
        assertRefused(text, NOT_AGREED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "12/31/1980 | 1980-12-31T00:00:00Z",
                "12/31/1980 10:00 | 1980-12-31T10:00:00Z",
                "31.12.1980 10:00:30 | 1980-12-31T10:00:30Z",
                "Dec 31, 1980 10:00 PM | 1980-12-31T22:00:00Z",
                "Dec 31, 1980 12:00 AM | 1980-12-31T00:00:00Z",
                "Dec 31, 1980 12:30 p.m. | 1980-12-31T12:30:00Z",
                "12/31/1980 10:00:00.5 | 1980-12-31T10:00:00.500Z",
                "12/31/1980T10:00:00Z | 1980-12-31T10:00:00Z",
                "1980/12/31 10:00:00+02:00 | 1980-12-31T08:00:00Z",
                "Wed, 31 Dec 1980 23:00:00 GMT | 1980-12-31T23:00:00Z",
                "Wed Dec 31 1980 23:00:00 GMT+0100 (CET) | 1980-12-31T22:00:00Z"
            })
    void aTimeIsReadWithTheDay(String text, Instant moment) {
        assertThat(Moments.instant("seen", new TextNode(text), NOT_AGREED)).isEqualTo(moment);
    }

    /** Each day in each notation comes back as itself, or is refused. */
    @ParameterizedTest
    @EnumSource
    void noDayIsEverReadAsAnother(DateOrder order) {
        for (LocalDate day = LocalDate.of(1999, 1, 1); day.getYear() < 2001; day = day.plusDays(1)) {
            String written = switch (order) {
                case MDY -> "%d/%d/%d".formatted(day.getMonthValue(), day.getDayOfMonth(), day.getYear());
                case DMY -> "%d/%d/%d".formatted(day.getDayOfMonth(), day.getMonthValue(), day.getYear());
                case YMD -> "%d/%d/%d".formatted(day.getYear(), day.getMonthValue(), day.getDayOfMonth());
            };
            assertThat(day(written, Optional.of(order))).isEqualTo(day);
            boolean sure =
                    order == DateOrder.YMD || day.getDayOfMonth() > 12 || day.getDayOfMonth() == day.getMonthValue();
            if (sure) {
                assertThat(day(written, NOT_AGREED)).isEqualTo(day);
            } else {
                assertRefused(written, NOT_AGREED);
            }
        }
    }

    @Test
    void longTextsAreRefusedAtOnce() {
        for (String part : new String[] {"1", " ", "a", "1/", "mon ", "31 Dec 1980 "}) {
            Assertions.assertTimeoutPreemptively(
                    Duration.ofSeconds(2), () -> assertRefused(part.repeat(50_000), NOT_AGREED));
        }
    }
}
