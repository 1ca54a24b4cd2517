package dev.keapsink.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.keapsink.record.InvalidValue;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhonesTest {

    private static final String FIELD = "phone1";

    private static String why(JsonNode json) {
        return Phones.whyNone(FIELD, json).orElseThrow();
    }

    private static String why(String text) {
        return why(new TextNode(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4.15555E+09",
                "4,15555E+09",
                "4.15555e+09",
                "1E+10",
                "4.15555E09",
                "4E9",
                "+4.42079E+11",
                "'4.15555E+09",
                "=\"4.15555E+09\"",
                "4.15555 E+09",
                "4.15555 E 9",
                "4.15555x10^9",
                "4.15555\u00D710^9",
                "4.15555 x 10\u2079",
                "415.555E+07",
                "\u00A04.15555E+09"
            })
    void whatASpreadsheetMadeOfANumberIsNone(String text) {
        assertThat(why(text))
                .contains("spreadsheet", "format the column as text")
                .doesNotContain(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "000-000-0000",
                "1111111111",
                "(999) 999-9999",
                "+0000000000",
                "+1 000 000 0000",
                "1-222-222-2222",
                "+1 (555) 555-5555",
                "+44 0000 000000",
                "0049 000 000000",
                "00 1 999 999 9999",
                "+44 1111 111111",
                "0044 1111111111",
                "011 000 000 0000",
                "011 44 1111 111111",
                "+852 8888 8888",
                "'0000000"
            })
    void oneDigitOverAndOverIsAFiller(String text) {
        assertThat(why(text)).contains("filler");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "n/a", "N/A", "none", "-", "unknown", "null", "tbd", "#N/A", "'", "call me", "false", "x", "\u2014"
            })
    void wordsAreNone(String text) {
        assertThat(why(text)).contains("it has no digit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"12", "123456", "555-010", "12345 x99", "12-34 ext. 56789", "+1 617"})
    void fewerThanSevenDigitsAreNone(String text) {
        assertThat(why(text)).contains("fewer than seven digits");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(617) 555-0100",
                "617.555.0100",
                "+1 617 555 0100",
                "555-0100",
                "5550100",
                "020 7946 0001",
                "+44 (0)20 7946 0001",
                "0044 20 7946 0001",
                "617-555-0100 x123",
                "617-555-0100 ext. 5",
                "+45 70 00 00 00",
                "22.34.56.78",
                "212.123.45.67",
                "011 333 3333",
                "+852 3000 0000",
                "1000000001",
                "617 555 0100 / mobile",
                "Fax 617-555-0100",
                "# 617-555-0100",
                "#6175550100",
                "617-555-0100 Ext.: 5",
                "(617) 555-0100 x5 (office)",
                "01234 567890",
                "20 26 01 31",
                "22 12 34 56"
            })
    void numbersAreWrittenAsTheyAre(String text) {
        assertThat(Phones.of(FIELD, new TextNode(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "'+16175550100|+16175550100",
                "\u2019+16175550100|+16175550100",
                "'617 555 0100'|617 555 0100",
                "p:+16175550100|+16175550100",
                "P: +16175550100|+16175550100",
                "z:6175550100|6175550100",
                "tel:+1-617-555-0100|+1-617-555-0100",
                "='+16175550100'|+16175550100",
                "=\"+16175550100\"|+16175550100",
                "'p:+16175550100|+16175550100",
                "6175550100.0|6175550100",
                "+16175550100.00|+16175550100",
                "\"617-555-0100\"|617-555-0100",
                "\u201C617-555-0100\u201D|617-555-0100",
                "\u00B4617-555-0100|617-555-0100",
                "tel://+16175550100|+16175550100",
                "=6175550100|6175550100",
                "=+16175550100|+16175550100",
                "tel:+1-617-555-0100;ext=5|+1-617-555-0100 x5",
                "617-555-0100,,5|617-555-0100,,5",
                "617-555-0100, ext. 5|617-555-0100 x5",
                "+1 617 555 0100 *|+1 617 555 0100",
                "617-555-0100;|617-555-0100",
                "(617) 555-0100 *home*|(617) 555-0100",
                "phone=617-555-0100|617-555-0100",
                "6,175,550,100|6175550100",
                " \u202A+1\u00A0617\u200B 555\u2060 0100\u202C |+1617 555 0100"
            })
    void marksOfExportsAndInvisibleCharactersComeOff(String text, String number) {
        assertThat(Phones.of(FIELD, new TextNode(text))).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource({
        "617555.01, fraction",
        "192.168.100.200, IP address",
        "172.16.254.1, IP address",
        "192.168.10.20, IP address"
    })
    void fractionsAndAddressesOfComputersAreNone(String text, String why) {
        assertThat(why(text)).contains(why);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-31",
                "1980/12/31",
                "12/31/1980",
                "31.12.1980",
                "1980-12-31T00:00:00.000Z",
                "12/31/1980 10:30:00"
            })
    void datesAreNone(String text) {
        assertThat(why(text)).contains("a date");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "550e8400-e29b-41d4-a716-446655440000",
                "1 Main St 97201-1234",
                "617-555-0100 or 617-555-0101",
                "617-555-0100 until 5 pm",
                "16175550100e5",
                "617 555 O100 2"
            })
    void lettersBetweenDigitsMakeNone(String text) {
        assertThat(why(text)).contains("letters between its digits");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1234567", "123-456-7890", "+1 123 456 7890", "(123) 456-7890", "00000000001", "0000000012"})
    void digitsInTheirOrderAndZerosAreFillers(String text) {
        assertThat(why(text)).contains("filler");
    }

    @Test
    void lettersThatStandForDigitsAreToBeSentAsDigits() {
        assertThat(why("1-800-FLOWERS")).contains("send digits for its letters");
        assertThat(why("123-45-6789")).contains("social security number");
    }

    /** Jackson does not tell how a fraction was written. */
    @Test
    void whatWasAFractionInAFormThatLosesDigitsIsNone() {
        assertThat(why(new DoubleNode(6.17555E+09))).contains("spreadsheet");
        assertThat(why("6175550000.0")).contains("spreadsheet");
        assertThat(Phones.of(FIELD, LongNode.valueOf(6175550000L))).isEqualTo("6175550000");
        assertThat(Phones.of(FIELD, new TextNode("6175550000"))).isEqualTo("6175550000");
    }

    @Test
    void aNumberOfJsonIsOneIfItIsWhole() {
        assertThat(Phones.of(FIELD, new DoubleNode(15551234567.0))).isEqualTo("15551234567");
        assertThat(Phones.of(FIELD, new DoubleNode(1.5551234567E10))).isEqualTo("15551234567");
        assertThat(Phones.of(FIELD, LongNode.valueOf(15551234567L))).isEqualTo("15551234567");
        assertThat(why(new DoubleNode(6175550.1))).contains("fraction");
        assertThat(why(new DoubleNode(-6175550100.0))).contains("fraction");
        assertThat(why(LongNode.valueOf(0))).contains("filler");
        assertThat(why(BooleanNode.FALSE)).contains("no digit");
    }

    @Test
    void aListIsAFaultAndNotLeftOut() {
        assertThatExceptionOfType(InvalidValue.class)
                .isThrownBy(() -> Phones.whyNone(FIELD, JsonNodeFactory.instance.arrayNode()));
    }

    @Test
    void whatIsNoneIsNeverGiven() {
        assertThatExceptionOfType(InvalidValue.class)
                .isThrownBy(() -> Phones.of(FIELD, new TextNode("4.15555E+09")))
                .satisfies(e -> assertThat(e.rejection().field()).isEqualTo(FIELD));
    }

    @Test
    void longTextsTakeNoTime() {
        for (String part : new String[] {"1", " ", "'", "x1", "1E+", "+", "p:", ", ", "\u00A0"}) {
            Assertions.assertTimeoutPreemptively(
                    Duration.ofSeconds(2), () -> Phones.whyNone(FIELD, new TextNode(part.repeat(100_000))));
        }
    }
}
