package dev.keapsink.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FillersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "n/a",
                "N/A",
                "#N/A",
                " n/a\u00A0",
                "\"n/a\"",
                "-",
                "--",
                "\u2013",
                ".",
                "null",
                "NULL",
                "undefined",
                "NaN",
                "(blank)",
                "[blank]",
                "<null>",
                "(not set)",
                "\\N",
                "#REF!",
                "#VALUE!",
                "#NAME?",
                "#DIV/0!",
                "#NULL!",
                "{}",
                "Please select",
                "-- Select --",
                "No data"
            })
    void whatIsNoValueAnywhereIsNoName(String text) {
        assertThat(Fillers.isOne(text)).isTrue();
        assertThat(Fillers.isNoName(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Null", "None", "Na", "Nan", "Nil", "Missing"})
    void someWordsAreNamesWithOneCapitalLetter(String text) {
        assertThat(Fillers.isOne(text)).isTrue();
        assertThat(Fillers.isNoName(text)).isFalse();
        assertThat(Fillers.isNoName(text.toUpperCase(java.util.Locale.ROOT))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"n/a", "N/A", "null", "undefined", "-", "..", "__", "(blank)", "\\N", "#REF!", "#DIV/0!"})
    void technicalOnesSayNothingInATextEither(String text) {
        assertThat(Fillers.isTechnical(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"None", "none", "unknown", "Null", "?", "no phone", "0", "no"})
    void aPersonMayMeanTheOthers(String text) {
        assertThat(Fillers.isTechnical(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Nadia",
                "Nullmeyer",
                "Noneck",
                "Ada",
                "0",
                "N",
                "no",
                "U",
                "Unknown Pleasures",
                "A-",
                "C.",
                "Nora",
                "Tbilisi",
                "\\Nora",
                "#1",
                "Please select Media",
                "Zoe"
            })
    void whatSaysSomethingIsNone(String text) {
        assertThat(Fillers.isOne(text)).isFalse();
    }

    @Test
    void aLongTextIsNone() {
        assertThat(Fillers.isOne("-".repeat(100_000))).isFalse();
    }
}
