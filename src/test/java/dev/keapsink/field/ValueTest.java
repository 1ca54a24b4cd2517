package dev.keapsink.field;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keapsink.mapping.WriteOptions.Write;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two records of one contact in one batch end as if they had been written one after the other. */
class ValueTest {

    private static Value value(String json, Write write) throws JsonProcessingException {
        JsonNode content = new ObjectMapper().readTree(json.replace('\'', '"'));
        return new Value(content, write, content, false);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "OVERWRITE | 'a' | 'b' | 'b'",
                "OVERWRITE | null | 'b' | 'b'",
                "OVERWRITE | 'a' | null | null",
                "OVERWRITE | ['a'] | ['b'] | ['b']",
                "FILL | 'a' | 'b' | 'a'",
                "FILL | null | 'b' | 'b'",
                "MERGE | 'a' | 'b' | 'b'",
                "MERGE | ['a'] | ['b'] | ['a','b']",
                "MERGE | ['a','b'] | ['b','c'] | ['a','b','c']",
                "MERGE | [17] | [17,18] | [17,18]",
                "MERGE | [5] | ['5',7] | ['5',7]",
                "MERGE | ['5'] | [5,7] | [5,7]",
                "MERGE | [5.0] | [5,7] | [5,7]",
                "MERGE | ['a'] | null | null",
                "MERGE | null | ['b'] | ['b']"
            })
    void laterOnesFollowEarlierOnes(Write write, String earlier, String later, String expected)
            throws JsonProcessingException {
        Value both = value(earlier, write).followedBy(value(later, write));

        assertThat(both.content()).isEqualTo(value(expected, write).content());
        assertThat(both.write()).isEqualTo(write);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "5, 5, false",
                "'5', 5, false",
                "5.0, 5, true",
                "true, 1, true",
                "'', null, true",
                "'a', ['a'], true"
            })
    void tellsWhetherAPersonSeesADifference(String origin, String content, boolean isInAnotherForm)
            throws JsonProcessingException {
        Value value = new Value(
                value(content, Write.OVERWRITE).content(),
                Write.OVERWRITE,
                value(origin, Write.OVERWRITE).content(),
                false);

        assertThat(value.isInAnotherForm()).isEqualTo(isInAnotherForm);
    }

    /** What an earlier record empties or replaces must not come back from the contact. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "MERGE, null, MERGE, true",
                "MERGE, ['x'], MERGE, false",
                "OVERWRITE, null, MERGE, true",
                "OVERWRITE, ['x'], MERGE, true",
                "OVERWRITE, null, FILL, true",
                "FILL, 'x', FILL, false",
                "OVERWRITE, 'x', FILL, false",
                "OVERWRITE, null, OVERWRITE, false"
            })
    void startsAfreshAfterAValueThatReplacesTheContacts(Write before, String earlier, Write write, boolean afresh)
            throws JsonProcessingException {
        assertThat(value(earlier, before).followedBy(value("['b']", write)).afresh())
                .isEqualTo(afresh);
    }

    @Test
    void staysAfreshWhenMoreFollow() throws JsonProcessingException {
        Value value = value("['a']", Write.MERGE)
                .followedBy(value("null", Write.MERGE))
                .followedBy(value("['b']", Write.MERGE))
                .followedBy(value("['c']", Write.MERGE));

        assertThat(value.afresh()).isTrue();
        assertThat(value.content()).hasToString("[\"b\",\"c\"]");
    }

    @Test
    void saysNothingOfItsContent() throws JsonProcessingException {
        assertThat(value("'ada@example.com'", Write.FILL)).hasToString("Value");
    }
}
