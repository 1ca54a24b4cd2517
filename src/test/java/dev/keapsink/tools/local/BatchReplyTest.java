package dev.keapsink.tools.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchReplyTest {
    private static final Set<String> BATCH = Set.of("m1", "m2", "m3");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"batchItemFailures\":[]}",
                "{\"batchItemFailures\":null}",
                "{}",
                "null",
                "",
                "{\"batch_item_failures\":[{\"item_identifier\":\"m1\"}]}"
            })
    void anAnswerThatNamesNoFailureAcknowledgesAll(String payload) {
        assertThat(BatchReply.failed(new InvocationResult.Reply(payload), BATCH))
                .isEmpty();
    }

    @Test
    void namedMessagesFailAndTheOthersDoNot() {
        String payload = "{\"batchItemFailures\":[{\"itemIdentifier\":\"m1\"},{\"itemIdentifier\":\"m3\"}]}";

        assertThat(BatchReply.failed(new InvocationResult.Reply(payload), BATCH))
                .containsExactlyInAnyOrder("m1", "m3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"m1\"},{\"itemIdentifier\":\"m4\"}]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":null}]}",
                "{\"batchItemFailures\":[{\"item\":\"m1\"}]}",
                "{\"batchItemFailures\":\"m1\"}",
                "{\"batchItemFailures\":[",
                "done"
            })
    void anAnswerThatMakesNoSenseFailsAll(String payload) {
        assertThat(BatchReply.failed(new InvocationResult.Reply(payload), BATCH))
                .isEqualTo(BATCH);
    }

    static Stream<InvocationResult> noAnswer() {
        return Stream.of(
                new InvocationResult.FunctionError("{}"),
                new InvocationResult.TimedOut(Duration.ofSeconds(1)),
                new InvocationResult.Crashed("killed"));
    }

    @ParameterizedTest
    @MethodSource("noAnswer")
    void noAnswerFailsAll(InvocationResult result) {
        assertThat(BatchReply.failed(result, BATCH)).isEqualTo(BATCH);
    }
}
