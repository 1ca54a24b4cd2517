package dev.keapsink.tools.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.keapsink.tools.queue.Sha256;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupByTest {

    private static Optional<String> group(String field, String record) throws JsonProcessingException {
        return new GroupBy(field).of(new JsonMapper().readTree(record));
    }

    @Test
    void takesAnIdentifierAsItIs() throws JsonProcessingException {
        assertThat(group("id", "{\"id\":4711}")).contains("4711");
        assertThat(group("id", "{\"id\":\" a-1:b_2.c \"}")).contains("a-1:b_2.c");
    }

    @Test
    void looksIntoTheDataOfEnvelopesAndAirbyteMessages() throws JsonProcessingException {
        assertThat(group("id", "{\"data\":{\"id\":7}}")).contains("7");
        assertThat(group("key", "{\"key\":\"k\",\"data\":{\"id\":7}}")).contains("k");
        assertThat(group("id", "{\"type\":\"RECORD\",\"record\":{\"data\":{\"id\":7}}}"))
                .contains("7");
    }

    @Test
    void hashesWhatIsOrMayBePersonalAndWhatSqsDoesNotTake() throws JsonProcessingException {
        assertThat(group("email", "{\"email\":\"ann@example.com\"}")).contains(Sha256.of("ann@example.com"));
        assertThat(group("id", "{\"id\":\"ann@example.com\"}")).contains(Sha256.of("ann@example.com"));
        assertThat(group("Mobile", "{\"Mobile\":15551234567}")).contains(Sha256.of("15551234567"));
        assertThat(group("first_name", "{\"first_name\":\"Ann\"}")).contains(Sha256.of("Ann"));
        assertThat(group("id", "{\"id\":\"a b\"}")).contains(Sha256.of("a b"));
        assertThat(group("id", "{\"id\":\"" + "x".repeat(128) + "\"}")).contains("x".repeat(128));
        assertThat(group("id", "{\"id\":\"" + "x".repeat(129) + "\"}")).contains(Sha256.of("x".repeat(129)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"id\":null}", "{\"id\":\" \"}", "{\"id\":{}}", "{\"id\":true}", "[{\"id\":1}]"})
    void hasNoGroupWithoutATextOrANumber(String record) throws JsonProcessingException {
        assertThat(group("id", record)).isEmpty();
    }
}
