package dev.keapsink.value;

import static dev.keapsink.value.Values.FIELD;
import static dev.keapsink.value.Values.assertRefused;
import static dev.keapsink.value.Values.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {

    @ParameterizedTest
    @ValueSource(strings = {"null", "''", "' '", "'\\t\\n'", "[]"})
    void nothingIsBlank(String value) {
        assertThat(Texts.isBlank(json(value))).isTrue();
        assertThat(Texts.isBlank(MissingNode.getInstance())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "false", "'0'", "{}", "[null]", "['']"})
    void whateverSaysSomethingIsNot(String value) {
        assertThat(Texts.isBlank(json(value))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "' a b ', a b",
                "7, 7",
                "-0.0, 0",
                "7.10, 7.1",
                "1e2, 100",
                "true, true",
                "123456789012345678901234567890, 123456789012345678901234567890"
            })
    void whatIsNoTextBecomesOne(String value, String expected) {
        assertThat(Texts.of(FIELD, json(value))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"['a']", "{'a':1}", "{}", "'\\ud83d'", "'a\\ude00'", "1e999"})
    void whatCannotBeSentAsATextIsRefused(String value) {
        assertRefused(() -> Texts.of(FIELD, json(value)), value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"'192.0.2.1'", "'255.249.199.99'", "'0.0.0.0'", "'2001:db8::1'", "'::'", "'::ffff:192.0.2.1'"})
    void takesIpAddresses(String value) {
        assertThat(Texts.ipAddress(FIELD, json(value))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'192.0.2'",
                "'192.0.2.256'",
                "'1920.0.2.1'",
                "'192.0.2.1.1'",
                "'localhost'",
                "':'",
                "'fe80::1%eth0'",
                "7"
            })
    void refusesOtherAddresses(String value) {
        assertRefused(() -> Texts.ipAddress(FIELD, json(value)), value);
    }

    @ParameterizedTest
    @CsvSource({"en_US, en_US", "en-us, en_US", "DE_de, de_DE", "fil-PH, fil_PH"})
    void writesLocalesAsKeapDoes(String value, String expected) {
        assertThat(Texts.locale(FIELD, new TextNode(value))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "english", "en_USA", "en_US_POSIX", "e_US"})
    void refusesOtherLocales(String value) {
        assertRefused(() -> Texts.locale(FIELD, new TextNode(value)), value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'123-45-6789'", "'123 45 6789'", "123456789"})
    void takesSocialSecurityNumbersAsTheyAre(String value) {
        assertThat(Texts.socialSecurityNumber(FIELD, json(value))).isEqualTo(value.replace("'", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"'12345678'", "'1234567890'", "'123/45/6789'", "'x123456789'", "12345678.9"})
    void refusesOtherNumbers(String value) {
        assertRefused(() -> Texts.socialSecurityNumber(FIELD, json(value)), value);
    }

    /** A producer must not be able to stall the function with one field. */
    @ParameterizedTest
    @ValueSource(strings = {":", "1", "1.", " ", "a@", "a.", "-", "1,000"})
    void longTextsAreReadQuickly(String piece) {
        TextNode text = new TextNode(piece + "x" + piece.repeat(250_000 / piece.length()) + "x");
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            assertRefused(() -> Texts.ipAddress(FIELD, text), text.asText());
            assertRefused(() -> Numbers.decimal(FIELD, text), text.asText());
            assertRefused(() -> Numbers.currency(FIELD, text), text.asText());
            assertRefused(() -> Numbers.percent(FIELD, text), text.asText());
            assertRefused(() -> Moments.day(FIELD, text, Optional.empty()), text.asText());
            assertRefused(() -> Texts.socialSecurityNumber(FIELD, text), text.asText());
            assertRefused(() -> Texts.locale(FIELD, text), text.asText());
            assertRefused(() -> Emails.of(FIELD, text), text.asText());
        });
    }

    @Test
    void longNumbersAreReadQuickly() {
        TextNode text = new TextNode("1" + "0".repeat(250_000));
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> assertRefused(() -> Numbers.decimal(FIELD, text), text.asText()));
    }
}
