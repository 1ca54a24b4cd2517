package dev.keapsink.value;

import static dev.keapsink.value.Values.FIELD;
import static dev.keapsink.value.Values.assertRefused;
import static dev.keapsink.value.Values.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Month;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarNamesTest {

    @ParameterizedTest
    @CsvSource({"1, JANUARY", "12, DECEMBER", "1.0, JANUARY", "may, MAY", "SEP, SEPTEMBER", "March, MARCH"})
    void readsMonths(String value, Month expected) {
        assertThat(CalendarNames.month(FIELD, json(value.matches("[0-9.]+") ? value : "'" + value + "'")))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1, SUNDAY", "2, MONDAY", "7, SATURDAY", "mon, MONDAY", "THURSDAY, THURSDAY"})
    void readsDaysOfAWeekThatBeginsOnSunday(String value, DayOfWeek expected) {
        assertThat(CalendarNames.dayOfWeek(FIELD, json("'" + value + "'"))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "13", "'001'", "'1.5'", "'Januar'", "'J'", "''", "[1]", "true"})
    void refusesOtherMonths(String value) {
        assertRefused(() -> CalendarNames.month(FIELD, json(value)), value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "8", "'Montag'", "'Su'", "-1"})
    void refusesOtherDays(String value) {
        assertRefused(() -> CalendarNames.dayOfWeek(FIELD, json(value)), value);
    }

    @ParameterizedTest
    @EnumSource
    void everyDayIsReadAsItIsWritten(DayOfWeek day) {
        assertThat(CalendarNames.dayOfWeek(FIELD, json("'" + CalendarNames.name(day) + "'")))
                .isEqualTo(day);
        assertThat(CalendarNames.dayOfWeek(FIELD, json(String.valueOf(CalendarNames.number(day)))))
                .isEqualTo(day);
    }

    @ParameterizedTest
    @EnumSource
    void everyMonthIsReadAsItIsWritten(Month month) {
        assertThat(CalendarNames.month(FIELD, json("'" + CalendarNames.name(month) + "'")))
                .isEqualTo(month);
        assertThat(CalendarNames.month(FIELD, json("'0" + month.getValue() + "'")))
                .isEqualTo(month);
    }
}
