package dev.keapsink.keap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeapReplyTest {

    @Test
    void only201SaysThatAContactIsNew() {
        assertThat(new KeapReply(201, Map.of(), "").created()).isTrue();
        assertThat(new KeapReply(200, Map.of(), "").created()).isFalse();
    }

    @Test
    void blankHeaderIsAsGoodAsNone() {
        KeapReply reply = new KeapReply(200, Map.of("blank", " ", "set", " 7 "), "");

        assertThat(reply.header("blank")).isEmpty();
        assertThat(reply.header("missing")).isEmpty();
        assertThat(reply.header("set")).hasValue("7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "<html></html>", "{\"id\":", "{'id':1}"})
    void bodyThatIsNoJsonIsMissing(String body) {
        assertThat(new KeapReply(200, Map.of(), body).json().isMissingNode()).isTrue();
    }

    @Test
    void bodyNestedTooDeeplyIsMissing() {
        assertThat(new KeapReply(200, Map.of(), "[".repeat(100_000)).json().isMissingNode())
                .isTrue();
    }
}
