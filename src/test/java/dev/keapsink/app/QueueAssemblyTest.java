package dev.keapsink.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.check.QueueConflict;
import dev.keapsink.support.LogLines;
import dev.keapsink.support.TestQueues;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What is asked of SQS before the first event, and what a start makes of it. */
class QueueAssemblyTest {

    private TestQueues queues;

    @BeforeEach
    void start() {
        queues = TestQueues.standard();
    }

    @AfterEach
    void stop() {
        queues.close();
    }

    private static QueueAssembly assembly(String source, String rejects, Supplier<SqsClient> sqs) {
        return new QueueAssembly(
                new Settings.Queues(Optional.ofNullable(source), Optional.ofNullable(rejects)), sqs, Clock.systemUTC());
    }

    private Optional<String> conflict(String source, String rejects) {
        return assembly(source, rejects, queues::sqs).warmUp().map(QueueConflict::sentence);
    }

    @Test
    void withoutAQueueNoClientIsMade() {
        assertThat(assembly(null, null, () -> {
                            throw new AssertionError("A client costs time at start-up");
                        })
                        .warmUp())
                .isEmpty();
    }

    @Test
    void withARejectQueueAloneTheClientIsMadeAndNobodyIsAsked() {
        Answering sqs = new Answering(Map.of());
        AtomicInteger made = new AtomicInteger();

        assertThat(assembly(null, queues.rejects().url(), () -> {
                            made.incrementAndGet();
                            return sqs;
                        })
                        .warmUp())
                .isEmpty();
        assertThat(made).hasValue(1);
        assertThat(sqs.asked).isEmpty();
    }

    @Test
    void theSourceQueueIsAskedForItsAttributesAndNothingElse() {
        Answering sqs = new Answering(Map.of());

        assertThat(assembly(queues.source().url(), queues.rejects().url(), () -> sqs)
                        .warmUp())
                .isEmpty();
        assertThat(sqs.asked).containsExactly(queues.source().url());
    }

    @Test
    void theQueuesOfADeploymentAreFine() {
        assertThat(conflict(queues.source().url(), queues.rejects().url())).isEmpty();
        assertThat(conflict(queues.source().url(), null)).isEmpty();
    }

    @Test
    void theDeadLetterQueueOfTheSourceIsNoRejectQueue() {
        assertThat(conflict(queues.source().url(), queues.deadLetters().url()))
                .hasValueSatisfying(sentence -> assertThat(sentence)
                        .startsWith("The queue in KEAP_SINK_REJECT_QUEUE_URL is a dead-letter queue. Create"));
    }

    @Test
    void aQueueThatSaysItIsForDeadLettersIsNoSourceQueue() {
        Map<QueueAttributeName, String> forDeadLetters = Map.of(
                QueueAttributeName.REDRIVE_ALLOW_POLICY,
                "{\"redrivePermission\":\"byQueue\",\"sourceQueueArns\":[\"arn:aws:sqs:us-east-1:1:others\"]}");

        assertThat(assembly(queues.source().url(), null, () -> new Answering(forDeadLetters))
                        .warmUp())
                .map(QueueConflict::sentence)
                .hasValueSatisfying(sentence -> assertThat(sentence)
                        .startsWith("The queue in KEAP_SINK_QUEUE_URL is a dead-letter queue. Set"));
    }

    @Test
    void policiesThatCannotBeReadOrAllowEverythingSayNothing() {
        for (String policy :
                List.of("", "{", "[]", "{\"redrivePermission\":\"allowAll\"}", "{\"sourceQueueArns\":7}")) {
            Answering sqs = new Answering(
                    Map.of(QueueAttributeName.REDRIVE_ALLOW_POLICY, policy, QueueAttributeName.REDRIVE_POLICY, policy));

            assertThat(assembly(queues.source().url(), queues.rejects().url(), () -> sqs)
                            .warmUp())
                    .as(policy)
                    .isEmpty();
        }
    }

    @Test
    void anSqsThatCannotBeAskedStopsNoStart() {
        try (LogLines lines = new LogLines()) {
            assertThat(conflict(queues.source().url() + "-missing", null)).isEmpty();
            assertThat(assembly(queues.source().url(), null, () -> {
                                throw SdkClientException.create("There is no region");
                            })
                            .warmUp())
                    .isEmpty();

            assertThat(lines.all())
                    .containsExactly(
                            "The source queue: The queue does not exist. It is used all the same.",
                            "The source queue: SQS could not be asked about the queue (SdkClientException). It is used all"
                                    + " the same.");
        }
    }

    /** Knows queues with some attributes, and no other call. */
    private static final class Answering implements SqsClient {
        private final Map<QueueAttributeName, String> attributes;
        private final List<String> asked = new ArrayList<>();

        Answering(Map<QueueAttributeName, String> attributes) {
            this.attributes = attributes;
        }

        @Override
        public GetQueueAttributesResponse getQueueAttributes(GetQueueAttributesRequest request) {
            asked.add(request.queueUrl());
            return GetQueueAttributesResponse.builder().attributes(attributes).build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
