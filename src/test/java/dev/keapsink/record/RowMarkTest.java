package dev.keapsink.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keapsink.record.SinkRecord.Operation;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Quotation marks in JSON are single. */
class RowMarkTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static String said(String column, String value) throws JsonProcessingException {
        Optional<NamedOperation> said =
                RowMark.named(column).orElseThrow().said(column, JSON.readTree(value.replace('\'', '"')));
        return said.map(one -> one.meaning().map(Operation::name).orElse("UNKNOWN"))
                .orElse("nothing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'✔' | DELETE",
                "'✔️' | DELETE",
                "'☑' | DELETE",
                "'✅' | DELETE",
                "' ✓ ' | DELETE",
                "'*' | DELETE",
                "'!' | DELETE",
                "'+' | DELETE",
                "[true] | DELETE",
                "['true'] | DELETE",
                "{'boolean':true} | DELETE",
                "{'value':['deleted']} | DELETE",
                "{'Bool':true,'Valid':true} | DELETE",
                "{'Bool':true,'Valid':false} | nothing",
                "{'boolean':false} | UPSERT",
                "{'boolean':null} | nothing",
                "['n/a'] | UPSERT",
                "[] | UPSERT",
                "'☐' | UPSERT",
                "'-' | UPSERT",
                "' -- ' | UPSERT",
                "'—' | UPSERT",
                "'n/a' | UPSERT",
                "'not deleted' | UPSERT",
                "'?' | UNKNOWN",
                "'❌' | UNKNOWN",
                "'✔-' | UNKNOWN",
                "[true,false] | UNKNOWN",
                "{'by':'Ada','at':'2026-01-31'} | UNKNOWN",
                "{'by':'Ada'} | UNKNOWN"
            })
    void aFlagIsAYesOrANoOrNotUnderstood(String value, String expected) throws JsonProcessingException {
        assertThat(said("IsDeleted", value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'Time':'0001-01-01T00:00:00Z','Valid':false} | nothing",
                "{'Time':'2026-01-31T08:00:00Z','Valid':true} | DELETE",
                "{'Valid':true,'Time':'0001-01-01T00:00:00Z'} | nothing",
                "'Never' | nothing",
                "'infinity' | nothing",
                "'-infinity' | nothing",
                "'not deleted' | nothing",
                "'9999-12-31T23:59:59Z' | nothing",
                "'-' | nothing",
                "[] | nothing",
                "{'$date':null} | nothing",
                "{'$date':{'$numberLong':'1769846400000'}} | DELETE",
                "[2026,1,31,8,0] | DELETE",
                "1769846400 | DELETE",
                "'yesterday' | DELETE",
                "true | DELETE",
                "'✔' | DELETE",
                "'?' | UNKNOWN"
            })
    void aMomentThatNeverWasSaysNothing(String value, String expected) throws JsonProcessingException {
        assertThat(said("deleted_at", value)).isEqualTo(expected);
    }
}
