package dev.keapsink.tag;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keapsink.keap.KeapFailure;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Quotation marks in JSON are single here. */
class TagResultsTest {

    private static Map<Long, String> results(String json) throws JsonProcessingException {
        return TagResults.of(new ObjectMapper().readTree(json.replace('\'', '"')));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            value = {
                "{'7':'SUCCESS','8':'FAILURE'}                                  | {7=SUCCESS, 8=FAILURE}",
                "{'results':{'7':'SUCCESS','8':'FAILURE'}}                      | {7=SUCCESS, 8=FAILURE}",
                "[{'key':'7','value':'SUCCESS'},{'key':8,'value':'FAILURE'}]    | {7=SUCCESS, 8=FAILURE}",
                "[{'7':'SUCCESS'},{'8':'FAILURE'}]                              | {7=SUCCESS, 8=FAILURE}",
                "[{'7':'SUCCESS','8':'FAILURE'}]                                | {7=SUCCESS, 8=FAILURE}",
                "{'results':[{'key':'7','value':'SUCCESS'}]}                    | {7=SUCCESS}",
                "{'7':null}                                                     | {7=}",
                "{'7':{'deep':1}}                                               | {7=}",
                "{'count':'SUCCESS','7':'SUCCESS'}                              | {7=SUCCESS}",
                "{'999999999999999999':'SUCCESS','1000000000000000000':'SUCCESS'} | {999999999999999999=SUCCESS}",
                "{'-7':'SUCCESS','7.0':'SUCCESS','':'SUCCESS'}                  | {}",
                "[7,'8',null,[]]                                                | {}",
                "{}                                                             | {}",
                "[]                                                             | {}",
                "null                                                           | {}",
                "'SUCCESS'                                                      | {}"
            })
    void readsEveryForm(String json, String expected) throws JsonProcessingException {
        assertThat(new TreeMap<>(results(json))).hasToString(expected);
    }

    @Test
    void noBodyHasNoResults() throws JsonProcessingException {
        assertThat(results("")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "SUCCESS, nothing",
                "DUPLICATE, nothing",
                "TAG_ID_NOT_FOUND, NotFound",
                "NO_PERMISSION, Forbidden",
                "CONTACT_NOT_FOUND, Gone",
                "FAILURE, Unavailable",
                "success, Unclear",
                "TRUE, Unclear",
                "'', Unclear",
                "none, Unclear"
            })
    void onlyTwoResultsMeanThatTheContactHasTheTag(String result, String expected) {
        assertThat(TagResults.failure(101, result)
                        .map(failure -> failure.getClass().getSimpleName())
                        .orElse("nothing"))
                .isEqualTo(expected);
    }

    @Test
    void unknownResultIsNotQuoted() {
        assertThat(TagResults.failure(101, "ada@example.com")
                        .map(KeapFailure::getMessage)
                        .orElseThrow())
                .doesNotContain("ada");
    }
}
