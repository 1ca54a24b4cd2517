package dev.keapsink.object;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExistingDocumentTest {

    private static ObjectNode json(String value) throws JsonProcessingException {
        return (ObjectNode) new ObjectMapper().readTree("{\"value\":%s}".formatted(value));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "\"2026-11-30T12:00:00Z\" | \"2026-11-30T12:00:00.000Z\"      | true",
                "\"2026-11-30T12:00:00Z\" | \"2026-11-30T07:00:00.000-05:00\" | true",
                "\"2026-11-30T12:00:00Z\" | \"2026-11-30T12:00:01Z\"          | false",
                "2.50                     | 2.5                               | true",
                "2.50                     | 2.51                              | false",
                "\"a\\r\\nb\"             | \"a\\nb\\n\"                    | true",
                "\"a b\"                  | \"a  b\"                          | false",
                "true                     | false                             | false",
                "\"1\"                    | null                              | false"
            })
    void comparesWhatAValueMeans(String wanted, String there, boolean isThere) throws JsonProcessingException {
        assertThat(new ExistingDocument(json(there)).has(json(wanted))).isEqualTo(isThere);
    }

    @ParameterizedTest
    @CsvSource({
        "create_time, 2026-11-30T11:59:59Z, true",
        "created_time, 2026-11-30T12:00:00.000Z, false",
        "creation_time, 2026-11-30T06:59:59-05:00, true",
        "unknown, 2026-11-30T11:59:59Z, false"
    })
    void knowsWhenAnObjectWasMade(String property, String time, boolean isOlder) {
        ObjectNode document = new ObjectMapper().createObjectNode().put(property, time);

        assertThat(new ExistingDocument(document).isOlderThan(Instant.parse("2026-11-30T12:00:00Z")))
                .isEqualTo(isOlder);
    }
}
