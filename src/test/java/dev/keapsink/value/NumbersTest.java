package dev.keapsink.value;

import static dev.keapsink.value.Values.FIELD;
import static dev.keapsink.value.Values.assertRefused;
import static dev.keapsink.value.Values.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "7 | 7",
                "'7' | 7",
                "' -7.50 ' | -7.50",
                "'+7' | 7",
                "1.250 | 1.25",
                "'0.125' | 0.125",
                "'1234.500' | 1234.5",
                "'1,234.5' | 1234.5",
                "'1,234,567' | 1234567",
                "'1234567' | 1234567",
                "1.5e3 | 1500",
                "'1.5E3' | 1500",
                "'1e-2' | 0.01",
                "12345678901234567 | 12345678901234567",
                "'0.00000000000000000012345678901234567' | 0.00000000000000000012345678901234567",
                "'123456789012345670000' | 123456789012345670000"
            })
    void readsNumbersInTheWaysOfExports(String value, BigDecimal expected) {
        assertThat(Numbers.decimal(FIELD, json(value))).isEqualByComparingTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'1.234,5'",
                "'1.000'",
                "'-12.500'",
                "'1,23'",
                "'12,34,567'",
                "',123'",
                "'1 234'",
                "'.5'",
                "'5.'",
                "'0x1F'",
                "'1e400'",
                "'NaN'",
                "'٣'",
                "true",
                "[1]",
                "123456789012345678",
                "'0.123456789012345678'"
            })
    void refusesWhatCouldBeAnotherNumber(String value) {
        assertRefused(() -> Numbers.decimal(FIELD, json(value)), value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {"'$5' | 5", "'5 €' | 5", "'£ 1,234.50' | 1234.50", "'-$5.25' | -5.25", "'$-5.25' | -5.25", "5 | 5"
            })
    void readsAmountsWithTheirSign(String value, BigDecimal expected) {
        assertThat(Numbers.currency(FIELD, json(value))).isEqualByComparingTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'$'", "'5 USD'", "'$ $5'", "'5%'"})
    void refusesOtherAmounts(String value) {
        assertRefused(() -> Numbers.currency(FIELD, json(value)), value);
    }

    @ParameterizedTest
    @CsvSource({"'50%', 50", "'12.5 %', 12.5", "0.5, 0.5"})
    void readsPercentages(String value, BigDecimal expected) {
        assertThat(Numbers.percent(FIELD, json("'" + value + "'"))).isEqualByComparingTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"7, 7", "7.0, 7", "1e3, 1000", "-3, -3", "99999999999999999, 99999999999999999"})
    void readsWholeNumbers(String value, long expected) {
        assertThat(Numbers.whole(FIELD, json(value))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.5", "'1e20'", "100000000000000001"})
    void refusesOtherWholeNumbers(String value) {
        assertRefused(() -> Numbers.whole(FIELD, json(value)), value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.5", "'x'", "''"})
    void idsArePositive(String value) {
        assertRefused(() -> Numbers.id(FIELD, json(value)), value);
        assertThat(Numbers.id(FIELD, json("1"))).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "1000, true",
        "9999, true",
        "999, false",
        "10000, false",
        "-2000, false",
        "2024.0, true",
        "2024.5, false"
    })
    void yearsHaveFourDigits(String value, boolean valid) {
        if (valid) {
            assertThat(Numbers.year(FIELD, json(value))).isBetween(1000, 9999);
        } else {
            assertRefused(() -> Numbers.year(FIELD, json(value)), value);
        }
    }
}
