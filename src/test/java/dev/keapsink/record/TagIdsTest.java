package dev.keapsink.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TagIdsTest {

    private static Set<Long> ids(String json) throws JsonProcessingException {
        return TagIds.of(new ObjectMapper().readTree(json));
    }

    private static String text(Set<Long> ids) {
        return ids.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[1,2]             | 1 2",
                "[\"2\",1]         | 2 1",
                "[\" 2 \",1,2]     | 2 1",
                "7                 | 7",
                "\"7\"             | 7",
                "\"7, 8,,9,\"      | 7 8 9",
                "\"007\"           | 7",
                "999999999999999999 | 999999999999999999",
                "[]                | ~~",
                "\"\"              | ~~",
                "\" , \"           | ~~",
                "null              | ~~"
            })
    void readsEveryFormInOrder(String json, String expected) throws JsonProcessingException {
        assertThat(text(ids(json))).isEqualTo(expected);
    }

    @Test
    void absentValueHasNone() {
        assertThat(TagIds.of((com.fasterxml.jackson.databind.JsonNode) null)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "1.0",
                "1e2",
                "true",
                "{}",
                "{\"id\":1}",
                "[null]",
                "[[1]]",
                "[{\"id\":1}]",
                "[1,\"vip\"]",
                "\"1;2\"",
                "\"1 2\"",
                "1000000000000000000",
                "\"٣\""
            })
    void refusesWhatIsNoPositiveWholeNumber(String json) {
        assertThatThrownBy(() -> ids(json))
                .isInstanceOfSatisfying(
                        InvalidValue.class,
                        refused -> assertThat(refused.rejection())
                                .extracting(Outcome.Rejected::reason, Outcome.Rejected::field)
                                .containsExactly(Reason.INVALID_VALUE, "tags"));
    }

    @Test
    void neverRepeatsWhatItRefuses() {
        assertThatThrownBy(() -> ids("\"ada@example.com\"")).message().doesNotContain("ada");
    }

    @Test
    void readsACommaList() {
        assertThat(TagIds.of(" 12, 7 ,12")).containsExactly(12L, 7L);
        assertThat(TagIds.of("")).isEmpty();
        assertThatThrownBy(() -> TagIds.of("12,vip")).isInstanceOf(InvalidValue.class);
    }
}
