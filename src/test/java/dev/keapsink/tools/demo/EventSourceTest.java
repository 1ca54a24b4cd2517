package dev.keapsink.tools.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keapsink.tools.common.CommandFailure;
import dev.keapsink.tools.local.EventSource;
import dev.keapsink.tools.local.InvocationResult;
import dev.keapsink.tools.local.LocalQueues;
import dev.keapsink.tools.records.RecordFile;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

@Timeout(60)
class EventSourceTest {
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final InvocationResult ALL_DONE = new InvocationResult.Reply("{\"batchItemFailures\":[]}");

    private final Tally tally = new Tally();
    private final LinkedBlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();
    private LocalQueues queues;

    @AfterEach
    void stop() {
        queues.close();
    }

    @Test
    void writesTheEventAsLambdaDoes() throws Exception {
        queues = LocalQueues.start(LONG);
        queues.sqs()
                .sendMessage(request -> request.queueUrl(queues.source().url())
                        .messageBody("{\"email\":\"a@example.com\"}")
                        .messageAttributes(Map.of(
                                "stream",
                                MessageAttributeValue.builder()
                                        .dataType("String")
                                        .stringValue("contacts")
                                        .build())));

        JsonNode message = runUntilAcked(1, 10, payload -> ALL_DONE).at("/Records/0");

        assertThat(message.path("body").asText()).isEqualTo("{\"email\":\"a@example.com\"}");
        assertThat(message.path("messageId").asText()).isNotEmpty();
        assertThat(message.path("receiptHandle").asText()).isNotEmpty();
        assertThat(message.path("md5OfBody").asText()).hasSize(32);
        assertThat(message.at("/attributes/ApproximateReceiveCount").asText()).isEqualTo("1");
        assertThat(message.at("/attributes/SentTimestamp").asText()).matches("\\d{13}");
        assertThat(message.at("/attributes/ApproximateFirstReceiveTimestamp").asText())
                .matches("\\d{13}");
        assertThat(message.at("/attributes/SenderId").asText()).isNotEmpty();
        assertThat(message.at("/messageAttributes/stream")).isEqualTo(new ObjectMapper().readTree("""
                        {"stringValue": "contacts", "stringListValues": [], "binaryListValues": [], "dataType": "String"}
                        """));
        assertThat(message.path("eventSource").asText()).isEqualTo("aws:sqs");
        assertThat(message.path("eventSourceARN").asText()).isEqualTo("arn:aws:sqs:us-east-1:000000000000:keap-sink");
        assertThat(message.path("awsRegion").asText()).isEqualTo("us-east-1");
    }

    @Test
    void marksMessagesOfAFifoQueue() throws Exception {
        queues = LocalQueues.startFifo(LONG);
        queues.sqs()
                .sendMessage(request -> request.queueUrl(queues.source().url())
                        .messageBody("{}")
                        .messageGroupId("g1")
                        .messageDeduplicationId("d1"));

        JsonNode message = runUntilAcked(1, 10, payload -> ALL_DONE).at("/Records/0");

        assertThat(message.path("eventSourceARN").asText()).endsWith(":keap-sink.fifo");
        assertThat(message.at("/attributes/MessageGroupId").asText()).isEqualTo("g1");
        assertThat(message.at("/attributes/MessageDeduplicationId").asText()).isEqualTo("d1");
        assertThat(message.at("/attributes/SequenceNumber").asText()).isNotEmpty();
    }

    @Test
    void gathersOneBatchFromSeveralReceives() throws Exception {
        queues = LocalQueues.start(LONG);
        send(25);

        JsonNode event = runUntilAcked(25, 25, payload -> ALL_DONE);

        assertThat(event.path("Records")).hasSize(25);
    }

    @Test
    void neverExceedsTheBatchSize() throws Exception {
        queues = LocalQueues.start(LONG);
        send(12);

        JsonNode event = runUntilAcked(12, 7, payload -> ALL_DONE);

        assertThat(event.path("Records")).hasSize(7);
        assertThat(tally.batches()).isEqualTo(2);
    }

    @Test
    void leavesTheMessagesReportedAsFailedInTheQueueUntilTheyAreVisibleAgain() throws Exception {
        queues = LocalQueues.start(SHORT);
        send(3);

        runUntilAcked(3, 10, event -> failing(event, receiveCount(event) == 1 ? 1 : 0));

        assertThat(tally.redeliveredCount()).isEqualTo(1);
        assertThat(tally.returnedCount()).isEqualTo(1);
        assertThat(queues.count(queues.source())).isZero();
    }

    @Test
    void deletesNothingWhenTheFunctionCrashes() throws Exception {
        queues = LocalQueues.start(SHORT);
        send(3);

        runUntilAcked(3, 10, event -> receiveCount(event) == 1 ? new InvocationResult.Crashed("killed") : ALL_DONE);

        assertThat(tally.redeliveredCount()).isEqualTo(3);
        assertThat(tally.crashes()).isEqualTo(1);
    }

    @Test
    void deletesNothingBeforeTheFunctionReplied() throws Exception {
        queues = LocalQueues.start(LONG);
        send(2);
        List<Integer> countsDuringInvocation = new ArrayList<>();

        runUntilAcked(2, 10, event -> {
            countsDuringInvocation.add(queues.count(queues.source()));
            return ALL_DONE;
        });

        assertThat(countsDuringInvocation).containsExactly(2);
        assertThat(queues.count(queues.source())).isZero();
    }

    @Test
    void runsAsManyBatchesAtATimeAsThereAreEnvironments() throws Exception {
        queues = LocalQueues.start(LONG);
        send(2);
        var bothAreIn = new CyclicBarrier(2);
        EventSource.Invoker waitsForTheOther = payload -> {
            try {
                bothAreIn.await(30, TimeUnit.SECONDS);
                return ALL_DONE;
            } catch (BrokenBarrierException | TimeoutException e) {
                return new InvocationResult.Crashed("alone");
            }
        };

        run(2, 1, List.of(waitsForTheOther, waitsForTheOther));

        assertThat(tally.crashes()).isZero();
    }

    @Test
    void tellsWhyItStoppedWhenTheFunctionDoesNotStart() throws Exception {
        queues = LocalQueues.start(LONG);
        send(1);
        try (EventSource source = source(10)) {
            source.start(List.of(payload -> {
                throw new CommandFailure("no function");
            }));

            assertThat(source.broken())
                    .failsWithin(Duration.ofSeconds(20))
                    .withThrowableThat()
                    .withMessageContaining("no function");
        }
    }

    /** What a test function makes of an event. */
    private interface Function {
        InvocationResult apply(JsonNode event) throws InterruptedException;
    }

    /** Runs until so many messages are acknowledged and returns the first event. */
    private JsonNode runUntilAcked(int messages, int batchSize, Function function) throws Exception {
        ObjectMapper json = new ObjectMapper();
        run(messages, batchSize, List.of(payload -> {
            try {
                JsonNode event = json.readTree(payload);
                events.add(event);
                return function.apply(event);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }));
        return events.remove();
    }

    private void run(int messages, int batchSize, List<EventSource.Invoker> environments) throws Exception {
        try (EventSource source = source(batchSize)) {
            source.start(environments);
            while (tally.ackedCount() < messages) {
                tally.awaitChange(SHORT);
            }
        }
    }

    private EventSource source(int batchSize) {
        var batching = new EventSource.Batching(batchSize, batchSize > 10 ? SHORT : Duration.ZERO, SHORT);
        return new EventSource(queues.sqs(), queues.source(), batching, tally, InstantSource.system());
    }

    private void send(int messages) {
        List<RecordFile.Line> lines = IntStream.rangeClosed(1, messages)
                .mapToObj(number -> new RecordFile.Line(number, "{\"n\":" + number + "}"))
                .toList();
        assertThat(new Sender(queues.sqs(), queues.source()).send(lines)).hasSize(messages);
    }

    private static int receiveCount(JsonNode event) {
        return event.at("/Records/0/attributes/ApproximateReceiveCount").asInt();
    }

    private static InvocationResult failing(JsonNode event, int messages) {
        var reply = new ObjectMapper().createObjectNode();
        var failures = reply.putArray("batchItemFailures");
        for (int i = 0; i < messages; i++) {
            failures.addObject()
                    .set("itemIdentifier", event.path("Records").path(i).path("messageId"));
        }
        return new InvocationResult.Reply(reply.toString());
    }
}
