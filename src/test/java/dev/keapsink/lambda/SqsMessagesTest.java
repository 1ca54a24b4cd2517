package dev.keapsink.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.MessageAttribute;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.keapsink.record.Message;
import dev.keapsink.record.Message.Attribute;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SqsMessagesTest {

    private static final String ARN = "arn:aws:sqs:eu-central-1:000000000000:keap-sink";

    private static SQSMessage sqs() {
        SQSMessage message = new SQSMessage();
        message.setMessageId("id");
        message.setReceiptHandle("receipt");
        message.setBody("{}");
        message.setEventSourceArn(ARN);
        message.setAttributes(Map.of("ApproximateReceiveCount", "7", "SentTimestamp", "1770000000000"));
        return message;
    }

    private static Message read(SQSMessage message) {
        SQSEvent event = new SQSEvent();
        event.setRecords(List.of(message));
        return SqsMessages.of(event).getFirst();
    }

    @Test
    void readsWhatTheQueueKnows() {
        Message message = read(sqs());

        assertThat(message.id()).isEqualTo("id");
        assertThat(message.delivery().receipt()).isEqualTo("receipt");
        assertThat(message.delivery().receiveCount()).isEqualTo(7);
        assertThat(message.delivery().sentAt()).isEqualTo(Instant.ofEpochMilli(1_770_000_000_000L));
        assertThat(message.delivery().fifo()).isFalse();
    }

    @Test
    void readsTheProducersAttributes() {
        SQSMessage sqs = sqs();
        MessageAttribute text = new MessageAttribute();
        text.setDataType("String");
        text.setStringValue("contacts");
        MessageAttribute binary = new MessageAttribute();
        binary.setDataType("Binary");
        binary.setBinaryValue(ByteBuffer.wrap(new byte[] {1, 2, 3}, 1, 2));
        sqs.setMessageAttributes(Map.of("stream", text, "raw", binary, "empty", new MessageAttribute()));

        assertThat(read(sqs).attributes())
                .containsOnly(
                        Map.entry("stream", new Attribute("String", "contacts")),
                        Map.entry("raw", new Attribute("Binary", "AgM=")));
    }

    @Test
    void aQueueIsFifoByItsArnAndNotByAGroup() {
        SQSMessage fair = sqs();
        fair.setAttributes(Map.of("MessageGroupId", "tenant"));
        SQSMessage fifo = sqs();
        fifo.setAttributes(Map.of("MessageGroupId", "tenant"));
        fifo.setEventSourceArn(ARN + ".fifo");

        assertThat(read(fair).inFifoGroup()).isFalse();
        assertThat(read(fifo).inFifoGroup()).isTrue();
    }

    @Test
    void toleratesWhatIsMissingButTheId() {
        SQSMessage bare = new SQSMessage();
        bare.setMessageId("id");

        assertThat(read(bare).body()).isEmpty();
        assertThat(read(bare).delivery().receiveCount()).isEqualTo(1);
    }

    @Test
    void refusesTheBatchWhenAMessageHasNoId() {
        SQSMessage nameless = sqs();
        nameless.setMessageId(" ");

        assertThatThrownBy(() -> read(nameless)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> SqsMessages.of(new SQSEvent())).hasMessageContaining("Records");
    }
}
