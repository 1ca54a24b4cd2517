package dev.keapsink.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTest {

    private static Version version(String json) throws JsonProcessingException {
        return Version.of("version", new ObjectMapper().readTree(json));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "9                            | 10",
                "\"9\"                        | \"10\"",
                "\"9\"                        | 10",
                "-1                           | 0",
                "9223372036854775807          | 9223372036854775808",
                "\"2026-01-31T08:00:00Z\"     | \"2026-01-31T08:00:00.001Z\"",
                "\"2026-01-31T08:00:00.0000001Z\" | \"2026-01-31T08:00:00.0000002Z\"",
                "\"2026-01-31T08:00:00+02:00\" | \"2026-01-31T07:00:00Z\"",
                "\"1969-12-31T23:59:59.999Z\" | \"1970-01-01T00:00:00Z\"",
                "1769846399999                | \"2026-01-31T08:00:00Z\""
            })
    void ordersBothWaysOfWritingIt(String earlier, String later) throws JsonProcessingException {
        assertThat(version(earlier)).isLessThan(version(later));
        assertThat(version(later)).isGreaterThan(version(earlier));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "7                           | \" 7 \"",
                "7                           | \"007\"",
                "\"2026-01-31T08:00:00Z\"    | \"2026-01-31T09:00:00+01:00\"",
                "\"2026-01-31T08:00:00Z\"    | \"2026-01-31T08:00Z\"",
                "\"2026-01-31T08:00:00Z\"    | 1769846400000",
                "\"1970-01-01T00:00:00.001Z\" | 1"
            })
    void sameMarkWrittenDifferentlyComparesEqual(String one, String other) throws JsonProcessingException {
        assertThat(version(one)).isEqualByComparingTo(version(other));
    }

    @Test
    void takesAsManyDigitsInATextAsAnyCounterNeeds() throws JsonProcessingException {
        assertThat(version("\"" + "9".repeat(30) + "\"")).isEqualByComparingTo(version("9".repeat(30)));
        assertThatThrownBy(() -> version("\"" + "9".repeat(31) + "\"")).isInstanceOf(InvalidValue.class);
    }

    @Test
    void takesAnIntegerThatCameAsAFraction() throws JsonProcessingException {
        assertThat(version("3.0")).isEqualByComparingTo(version("3"));
        assertThat(version("1e3")).isEqualByComparingTo(version("1000"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.5",
                "1e999999999",
                "true",
                "\"v2\"",
                "\"1.5\"",
                "\"--1\"",
                "\"٣\"",
                "\"2026-01-31\"",
                "\"2026-01-31T08:00:00\"",
                "\"2026-02-30T08:00:00Z\"",
                "\"2026-01-31 08:00:00Z\""
            })
    void refusesWhatIsNeitherAnIntegerNorAnInstant(String json) {
        assertThatThrownBy(() -> version(json))
                .isInstanceOfSatisfying(
                        InvalidValue.class,
                        refused -> assertThat(refused.rejection())
                                .extracting(Outcome.Rejected::reason, Outcome.Rejected::field)
                                .containsExactly(Reason.INVALID_VALUE, "version"));
    }
}
