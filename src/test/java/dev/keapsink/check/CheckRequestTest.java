package dev.keapsink.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class CheckRequestTest {

    private static CheckRequest read(String event) throws IOException {
        return new ObjectMapper().readValue(event, CheckRequest.class);
    }

    @Test
    void aMappingIsReadAsAnObjectOrAsAText() throws IOException {
        assertThat(read("{\"mapping\": {\"automatic\": true}, \"records\": [1]}")
                        .mappingDocument())
                .contains("{\"automatic\":true}");
        assertThat(read("{\"mapping\": \"{\\\"automatic\\\": true}\"}").mappingDocument())
                .contains("{\"automatic\": true}");
        assertThat(read("{\"mapping\": null}").mappingDocument()).isEmpty();
        assertThat(read("{}").mappingDocument()).isEmpty();
    }

    /** So that the mapping's reader can refuse what it refuses in Parameter Store. */
    @Test
    void anEntryThatIsThereTwiceStaysThereTwice() throws IOException {
        assertThat(read("{\"mapping\": {\"ignore\": [\"a\"], \"ignore\": [\"b\"]}}")
                        .mappingDocument())
                .contains("{\"ignore\":[\"a\"],\"ignore\":[\"b\"]}");
    }

    @Test
    void namesTheFieldsThatMeanNothing() throws IOException {
        assertThat(read("{\"mappings\": {}, \"key1\": 1, \"records\": []}").unknown())
                .containsExactly("key1", "mappings");
    }
}
