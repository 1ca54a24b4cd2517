package dev.keapsink.tools.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.tools.keap.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeaningTest {

    @ParameterizedTest
    @ValueSource(strings = {"1", "true", "\"Yes\"", "\"yes\"", "\"1\""})
    void yesIsYes(String json) {
        assertThat(Meaning.ofYesNo(Json.parse(json))).isEqualTo("yes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "false", "\"No\"", "\"\"", "null"})
    void noIsNo(String json) {
        assertThat(Meaning.ofYesNo(Json.parse(json))).isEqualTo("no");
    }

    @Test
    void theOrderOfAListMeansNothingButItsItemsDo() {
        String two = Meaning.ofList(Json.parse("[\"Blue\",\"Green\"]"));

        assertThat(Meaning.ofList(Json.parse("\"Green, Blue\""))).isEqualTo(two);
        assertThat(Meaning.ofList(Json.parse("[\"Blue,Green\"]"))).isNotEqualTo(two);
        assertThat(Meaning.ofList(Json.parse("\"Green\""))).isNotEqualTo(two);
    }

    @Test
    void theTimeOfADateMeansNothingButItsDayDoes() {
        String day = Meaning.ofDate(Json.of("2026-01-31"));

        assertThat(Meaning.ofDate(Json.of("2026-01-31T07:00:00.000Z"))).isEqualTo(day);
        assertThat(Meaning.ofDate(Json.of("2026-01-30T17:00:00.000-0700"))).isNotEqualTo(day);
        assertThat(Meaning.ofDate(Json.of(""))).isNotEqualTo(day);
    }

    @Test
    void aNameIsItsNumber() {
        assertThat(Meaning.ofMonth(Json.of("February"))).isEqualTo(Meaning.ofMonth(Json.of(2)));
        assertThat(Meaning.ofMonth(Json.of("Nov"))).isEqualTo(Meaning.ofMonth(Json.of("11")));
        assertThat(Meaning.ofDayOfWeek(Json.of("SUNDAY"))).isEqualTo(Meaning.ofDayOfWeek(Json.of(1)));
        assertThat(Meaning.ofDayOfWeek(Json.of("Saturday"))).isEqualTo(Meaning.ofDayOfWeek(Json.of(7)));
        assertThat(Meaning.ofMonth(Json.missing())).isEmpty();
    }
}
