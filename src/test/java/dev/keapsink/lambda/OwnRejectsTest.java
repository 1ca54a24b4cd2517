package dev.keapsink.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.keapsink.check.QueueName;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.simulator.memory.VirtualTime;
import dev.keapsink.support.LogLines;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A reject queue that is also the source, which no setting shows as long as the source is not named. */
class OwnRejectsTest {

    private static final String REJECTS = "arn:aws:sqs:eu-central-1:000000000000:rejects";

    private static final OwnRejects OURS =
            new OwnRejects(Optional.of(QueueName.ofUrl("https://sqs.eu-central-1.amazonaws.com/000000000000/rejects")));

    private static SQSEvent event(String arn, String... ids) {
        SQSEvent event = new SQSEvent();
        event.setRecords(Stream.of(ids)
                .map(id -> {
                    SQSMessage message = new SQSMessage();
                    message.setMessageId(id);
                    message.setEventSourceArn(arn);
                    return message;
                })
                .toList());
        return event;
    }

    /** Nothing is processed: there is no processor. */
    @Test
    void areReturnedWithoutACall() {
        VirtualTime time = new VirtualTime();
        SyncFunction function = new SyncFunction(null, () -> Deadline.in(Duration.ofMinutes(1), time), OURS);

        try (LogLines lines = new LogLines()) {
            assertThat(function.sync(event(REJECTS, "a", "b")).getBatchItemFailures())
                    .extracting(BatchItemFailure::getItemIdentifier)
                    .containsExactly("a", "b");
            assertThat(lines.all())
                    .singleElement()
                    .asString()
                    .startsWith("Misconfigured: the messages come from the queue in KEAP_SINK_REJECT_QUEUE_URL");
        }
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "rejects", "arn:aws:sqs:eu-central-1:000000000000:leads", REJECTS + ".fifo"})
    void areNotInAnotherQueue(String arn) {
        try (LogLines lines = new LogLines()) {
            assertThat(OURS.areIn(event(arn, "a"))).isFalse();
            assertThat(new OwnRejects(Optional.empty()).areIn(event(REJECTS, "a")))
                    .isFalse();
            assertThat(lines.all()).isEmpty();
        }
    }
}
