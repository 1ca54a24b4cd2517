package dev.keapsink.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.value.Conventions;
import dev.keapsink.value.Encoding;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The types of fields that contacts do not have. Quotation marks in JSON are single here. */
class FieldTypeTest {

    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text.replace('\'', '"'));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            value = {
                "MONEY          | 12.5                      | 12.50",
                "MONEY          | '$1,234.5'                | 1234.50",
                "MONEY          | '12.50 €'                 | 12.50",
                "MONEY          | 0                         | 0.00",
                "MONEY          | 0.005                     | 0.01",
                "MONEY          | 0.0049                    | 0.00",
                "MONEY          | 1e3                       | 1000.00",
                "MONEY          | 9999999999999.99          | 9999999999999.99",
                "MONEY_IN_CENTS | '12.50'                   | 1250",
                "MONEY_IN_CENTS | 12                        | 1200",
                "MONEY_IN_CENTS | 19.999                    | 2000",
                "MEASURE        | '1,234.5'                 | 1234.5",
                "COUNT          | 0                         | 0",
                "COUNT          | '3.0'                     | 3",
                "QUANTITY       | 2147483647                | 2147483647",
                "FLAG           | 'yes'                     | true",
                "FLAG           | 0                         | false",
                "REMINDER       | '15'                      | 15",
                "REMINDER       | 2880.0                    | 2880",
                "TEXT_ID        | 4711                      | '4711'",
                "TEXT_ID        | '4711.0'                  | '4711'",
                "PRIORITY       | 'Non-Essential'           | 'NONESSENTIAL'",
                "PRIORITY       | 1                         | 'CRITICAL'",
                "PRIORITY       | '2. Essential'            | 'ESSENTIAL'",
                "PRIORITY       | 'low'                     | 'NONESSENTIAL'",
                "ORDER_TYPE     | 'Offline'                 | 'OFFLINE'",
                "MOMENT         | '2026-11-30T12:34:56.789Z'| '2026-11-30T12:34:56Z'",
                "MOMENT         | '2026-11-30T23:00:00-05:00' | '2026-12-01T04:00:00Z'",
                "MOMENT         | '2026-11-30 08:00'        | '2026-11-30T08:00:00Z'",
                "MOMENT         | '2026-11-30'              | '2026-11-30T12:00:00Z'",
                "MOMENT         | '20261130'                | '2026-11-30T12:00:00Z'",
                "MOMENT         | 'Nov 30, 2026'            | '2026-11-30T12:00:00Z'",
                "MOMENT         | 1796040000                | '2026-11-30T12:00:00Z'",
                "ITEM_TYPE      | 'Delivery'                | 'SHIPPING'"
            })
    void writesWhatKeapTakes(FieldType type, String json, String expected) throws JsonProcessingException {
        assertThat(type.coerced("f", json(json), Conventions.NONE)).hasToString(expected.replace('\'', '"'));
        assertThat(type.whyNothing("f", json(json))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            value = {
                "MONEY          | -0.01              | \"is negative; only amounts from 0 are written, and refunds are made in Keap\"",
                "MONEY          | '1.234'            | can be read as thousands or as a fraction; send it like 1000 or like 1.0",
                "MONEY          | '12,50'            | is not a number; write it like 1234.50",
                "MONEY          | 10000000000000     | is an amount of more than 15 digits",
                "MONEY_IN_CENTS | -5                 | \"is negative; only amounts from 0 are written, and refunds are made in Keap\"",
                "MEASURE        | -0.5               | is negative",
                "COUNT          | -1                 | is not a whole number from 0 to 2147483647",
                "COUNT          | 2147483648         | is not a whole number from 0 to 2147483647",
                "COUNT          | 1.5                | is not a whole number",
                "QUANTITY       | 0                  | is not a whole number from 1 to 2147483647",
                "FLAG           | 'perhaps'          | is neither yes nor no; write true or false, 1 or 0",
                "REMINDER       | 20                 | \"is not one of the numbers of minutes that Keap takes: 5, 10, 15, 30, 60, 120, 240, 480, 1440 or 2880\"",
                "TEXT_ID        | 0                  | is not an id, which is a positive whole number",
                "PRIORITY       | 4                  | \"is none of Keap's priorities: CRITICAL, ESSENTIAL or NONESSENTIAL\"",
                "ORDER_TYPE     | 'phone'            | \"is none of Keap's order types: ONLINE or OFFLINE\"",
                "ITEM_TYPE      | 'gift'             | \"is none of Keap's types of items, such as PRODUCT, SHIPPING, TAX or DISCOUNT\"",
                "MOMENT         | 'tomorrow'         | \"is not a date: use the form 1980-12-31, 1980-12-31T08:00:00Z, or seconds or milliseconds since 1970\""
            })
    void refusesWhatKeapDoesNotTake(FieldType type, String json, String why) throws JsonProcessingException {
        JsonNode value = json(json);
        assertThatThrownBy(() -> type.coerced("f", value, Conventions.NONE))
                .isInstanceOfSatisfying(
                        InvalidValue.class,
                        refused -> assertThat(refused.rejection().detail()).isEqualTo(why));
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "MONEY",
                "MONEY_IN_CENTS",
                "MEASURE",
                "COUNT",
                "QUANTITY",
                "FLAG",
                "REMINDER",
                "TEXT_ID",
                "PRIORITY",
                "ORDER_TYPE",
                "MOMENT"
            })
    void leavesOutFillers(FieldType type) throws JsonProcessingException {
        assertThat(type.whyNothing("f", json("'n/a'"))).isPresent();
        assertThat(type.whyNothing("f", json("'-'"))).isPresent();
        assertThat(type.whyNothing("f", json("false")).isPresent())
                .as("false, where some systems write it for every missing value")
                .isEqualTo(type != FieldType.FLAG);
    }

    @ParameterizedTest
    @CsvSource({"0, true", "'''0''', true", "5, false"})
    void noMinutesAreNoReminder(String json, boolean nothing) throws JsonProcessingException {
        assertThat(FieldType.REMINDER.whyNothing("f", json(json)).isPresent()).isEqualTo(nothing);
    }

    @ParameterizedTest
    @CsvSource({"TEXT, STRING", "ID, STRING"})
    void anEmptyTextEmptiesOnlyWhatMayBeOne(FieldType type, String expected) throws JsonProcessingException {
        Field field = new Field(1, "f", type, Integer.MAX_VALUE, new FieldPath.Property("f"));
        Map<Field, Value> values = new TreeMap<>(
                Map.of(field, Value.clearing(dev.keapsink.mapping.WriteOptions.Write.OVERWRITE, json("''"))));
        var body = JsonNodeFactory.instance.objectNode();

        Body.put(body, values, Encoding.DEFAULT);

        assertThat(field.mayBeEmptied()).isTrue();
        assertThat(body.path("f").getNodeType()).hasToString(expected);
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "MONEY",
                "MONEY_IN_CENTS",
                "MEASURE",
                "COUNT",
                "QUANTITY",
                "FLAG",
                "ORDER_TYPE",
                "MOMENT",
                "TEXT_ID",
                "PRIORITY",
                "REMINDER",
                "KEPT_TEXT"
            })
    void someTypesHaveNoEmptyForm(FieldType type) {
        assertThat(new Field(1, "f", type, Integer.MAX_VALUE, new FieldPath.Property("f")).mayBeEmptied())
                .isFalse();
    }
}
