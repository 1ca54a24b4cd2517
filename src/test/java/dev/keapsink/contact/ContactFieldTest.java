package dev.keapsink.contact;

import static dev.keapsink.contact.ContactFields.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keapsink.field.Field;
import dev.keapsink.mapping.WriteOptions;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Reason;
import dev.keapsink.value.Conventions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Quotation marks in JSON are single here. */
class ContactFieldTest {

    private static String value(Field field, String json) throws JsonProcessingException {
        return field.value(new ObjectMapper().readTree(json.replace('\'', '"')), WriteOptions.DEFAULT, Conventions.NONE)
                .text();
    }

    private static void assertRefused(Field field, String json) {
        assertThatThrownBy(() -> value(field, json))
                .isInstanceOfSatisfying(
                        InvalidValue.class,
                        refused -> assertThat(refused.rejection())
                                .extracting(Rejected::reason, Rejected::field)
                                .containsExactly(Reason.INVALID_VALUE, field.label()));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            value = {
                "' Ada '       | Ada",
                "7             | 7",
                "2134          | 2134",
                "true          | true",
                "'Zoë 😀'      | Zoë 😀",
                "'\\u00a0x\\u200b'    | x"
            })
    void textIsStripped(String json, String expected) throws JsonProcessingException {
        assertThat(value(named("given_name"), json)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{}", "['Ada']", "{'name':'Ada'}"})
    void noFieldTakesAListOrAnObject(String json) {
        assertRefused(named("given_name"), json);
        assertRefused(named("birthday"), json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada@example.com",
                "Ada.Byron+tag@mail.example.co.uk",
                "o'neil@example.com",
                "a@b.c",
                "zoë@exämple.de",
                "ada@127.0.0.1"
            })
    void takesAddressesAsTheyAre(String address) throws JsonProcessingException {
        ObjectMapper json = new ObjectMapper();
        assertThat(named("email1")
                        .value(json.readTree(json.writeValueAsString(address)), WriteOptions.DEFAULT, Conventions.NONE)
                        .text())
                .isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'ada'",
                "'ada@'",
                "'@example.com'",
                "'ada@example'",
                "'ada@example.'",
                "'ada@@example.com'",
                "'ada@b@example.com'",
                "'ada byron@example.com'",
                "'ada@example.com, bob@example.com'",
                "'ada@example.com;bob@example.com'",
                "'ada@exam\\nple.com'",
                "7",
                "true"
            })
    void refusesWhatCannotReceiveMail(String json) {
        assertRefused(named("email1"), json);
        assertRefused(named("email3"), json);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            value = {
                "' +1 (555) 123-4567 ' | +1 (555) 123-4567",
                "15551234567           | 15551234567",
                "'555-0100 ext. 7'     | 555-0100 ext. 7"
            })
    void takesPhonesAsTheyAre(String json, String expected) throws JsonProcessingException {
        assertThat(value(named("phone1"), json)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'none'", "'-'", "'+'", "false"})
    void refusesAPhoneWithoutADigit(String json) {
        assertRefused(named("phone1"), json);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            value = {
                "'1980-12-31'                    | 1980-12-31T00:00:00.000Z",
                "'2000-02-29'                    | 2000-02-29T00:00:00.000Z",
                "'1980-12-31T08:30:00Z'          | 1980-12-31T00:00:00.000Z",
                "'1980-12-31T08:30:00.123456Z'   | 1980-12-31T00:00:00.000Z",
                "'1980-12-31T00:30:00+02:00'     | 1980-12-31T00:00:00.000Z",
                "'1980-12-31T23:30:00-08:00'     | 1980-12-31T00:00:00.000Z",
                "'1980-12-31T08:30:00'           | 1980-12-31T00:00:00.000Z",
                "'1980-12-31 08:30:00'           | 1980-12-31T00:00:00.000Z",
                "'1980-12-31 08:30:00+0200'      | 1980-12-31T00:00:00.000Z",
                "'1980-12-31T08:30+02'           | 1980-12-31T00:00:00.000Z",
                "'1980-12-31T08:30+02:00[Europe/Berlin]' | 1980-12-31T00:00:00.000Z",
                "'19801231'                      | 1980-12-31T00:00:00.000Z",
                "19801231                        | 1980-12-31T00:00:00.000Z",
                "347155200                       | 1981-01-01T00:00:00.000Z",
                "'347155199'                     | 1980-12-31T00:00:00.000Z",
                "347155199000                    | 1980-12-31T00:00:00.000Z",
                "347155199999.0                  | 1980-12-31T00:00:00.000Z",
                "-347155200                      | 1959-01-01T00:00:00.000Z"
            })
    void writesTheDayAsItIsWrittenWhateverItsZone(String json, String expected) throws JsonProcessingException {
        assertThat(value(named("birthday"), json)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'1980-02-30'",
                "'2001-02-29'",
                "'31.12.80'",
                "'12/31/80'",
                "'12/10/1980'",
                "'80-1-1'",
                "'1980'",
                "198012",
                "0",
                "17698464000000000",
                "'1980-12-31T24:30:00Z'"
            })
    void refusesOtherDates(String json) {
        assertRefused(named("birthday"), json);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            value = {"'us'              | USA", "' United States ' | USA", "'deu'             | DEU"})
    void writesCountriesAsThreeLetters(String json, String expected) throws JsonProcessingException {
        assertThat(value(named("country"), json)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'Atlantis'", "'XX'", "'USAA'", "840"})
    void refusesWhatIsNoCountry(String json) {
        assertRefused(named("country"), json);
    }

    @ParameterizedTest
    @CsvSource({
        "15551234567.0, 15551234567",
        "1.5551234567E10, 15551234567",
        "2134.0, 2134",
        "2134.50, 2134.5",
        "-0.0, 0",
        "0.0000001, 0.0000001"
    })
    void writesANumberThatCameWithAFractionAsItsDigits(String json, String expected) throws JsonProcessingException {
        assertThat(value(named("line1"), json)).isEqualTo(expected);
        assertThat(value(named("postal_code"), json)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "-1e999999999"})
    void refusesANumberBeyondAllNumbers(String json) {
        assertRefused(named("phone1"), json);
        assertRefused(named("postal_code"), json);
    }
}
