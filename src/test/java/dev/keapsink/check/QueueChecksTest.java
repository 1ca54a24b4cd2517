package dev.keapsink.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.aws.SqsConnection;
import dev.keapsink.aws.SqsQueueLookUp;
import dev.keapsink.check.CheckReport.Line;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.simulator.memory.VirtualTime;
import dev.keapsink.tools.queue.WatchedSqs;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SqsException;
import software.amazon.awssdk.services.sqs.model.SqsRequest;

class QueueChecksTest {

    private static final String SOURCE = "https://sqs.us-east-1.amazonaws.com/123456789012/leads";
    private static final String REJECTS = "https://sqs.us-east-1.amazonaws.com/123456789012/leads-rejects";
    private static final String DEAD = "https://sqs.us-east-1.amazonaws.com/123456789012/leads-dlq";

    private final Map<String, QueueFacts> queues = new HashMap<>(Map.of(
            SOURCE, facts(SOURCE, Optional.of(DEAD), List.of()),
            REJECTS, facts(REJECTS, Optional.empty(), List.of()),
            DEAD, facts(DEAD, Optional.empty(), List.of(SOURCE))));

    private static QueueFacts facts(String url, Optional<String> deadLetters, List<String> deadLettersOf) {
        return new QueueFacts(
                QueueName.ofUrl(url),
                deadLetters.map(QueueName::ofUrl),
                deadLettersOf.stream().map(QueueName::ofUrl).toList());
    }

    private List<Line> check(String source, String rejects) {
        return check(source, rejects, false);
    }

    private List<Line> check(String source, String rejects, boolean local) {
        return new QueueChecks(Optional.ofNullable(source), Optional.ofNullable(rejects), (url, deadline) -> {
                    if (!queues.containsKey(url)) {
                        throw new QueueUnreadable("The queue does not exist.", "Create the queue of %s."::formatted);
                    }
                    return queues.get(url);
                })
                .run(local, Deadline.in(Duration.ofMinutes(1), new VirtualTime()));
    }

    private static Line there(String queue) {
        return Line.pass(queue, "It is there.");
    }

    private static void assertDeadLetterQueue(List<Line> lines, String queue, String variable) {
        assertThat(lines)
                .filteredOn(line -> line.result() == CheckReport.Result.fail)
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.check()).isEqualTo(queue);
                    assertThat(line.detail()).isEqualTo("The queue in %s is a dead-letter queue.", variable);
                    assertThat(line.fix()).endsWith(".");
                });
    }

    @Test
    void twoQueuesThatAreThereAreFine() {
        assertThat(check(SOURCE, REJECTS)).containsExactly(there("reject queue"), there("source queue"));
        assertThat(check(null, REJECTS)).containsExactly(there("reject queue"));
    }

    @Test
    void aQueueThatIsNotThereIsNamedWithItsVariable() {
        assertThat(check(SOURCE, REJECTS + "x"))
                .containsExactly(
                        Line.fail(
                                "reject queue",
                                "The queue does not exist.",
                                "Create the queue of KEAP_SINK_REJECT_QUEUE_URL."),
                        there("source queue"));
        assertThat(check(SOURCE, null))
                .extracting(Line::result)
                .containsExactly(CheckReport.Result.fail, CheckReport.Result.pass);
    }

    @Test
    void anOperatorsMachineNeedsNoQueue() {
        assertThat(check(null, null, true)).singleElement().satisfies(line -> {
            assertThat(line.result()).isEqualTo(CheckReport.Result.note);
            assertThat(line.detail()).startsWith("KEAP_SINK_REJECT_QUEUE_URL is not set here");
        });
        assertThat(check(null, REJECTS + "x", true)).extracting(Line::result).containsExactly(CheckReport.Result.fail);
    }

    @Test
    void theSourceQueueIsNoRejectQueue() {
        assertThat(check(SOURCE, SOURCE).getFirst())
                .isEqualTo(Line.fail(
                        "reject queue",
                        "KEAP_SINK_REJECT_QUEUE_URL names the queue of KEAP_SINK_QUEUE_URL, in which a rejected record"
                                + " would circle for ever.",
                        "Set the variable to the URL of the reject queue."));
    }

    @Test
    void aDeadLetterQueueIsNoRejectQueue() {
        assertDeadLetterQueue(check(SOURCE, DEAD), "reject queue", "KEAP_SINK_REJECT_QUEUE_URL");

        queues.put(DEAD, facts(DEAD, Optional.empty(), List.of()));
        assertDeadLetterQueue(check(SOURCE, DEAD), "reject queue", "KEAP_SINK_REJECT_QUEUE_URL");

        queues.put(DEAD, facts(DEAD, Optional.empty(), List.of("https://sqs.us-east-1.amazonaws.com/1/others")));
        queues.put(SOURCE, facts(SOURCE, Optional.empty(), List.of()));
        assertDeadLetterQueue(check(SOURCE, DEAD), "reject queue", "KEAP_SINK_REJECT_QUEUE_URL");
        assertDeadLetterQueue(check(null, DEAD), "reject queue", "KEAP_SINK_REJECT_QUEUE_URL");
    }

    @Test
    void aDeadLetterQueueIsNoSourceQueue() {
        assertDeadLetterQueue(check(DEAD, REJECTS), "source queue", "KEAP_SINK_QUEUE_URL");

        queues.put(REJECTS, facts(REJECTS, Optional.of(SOURCE), List.of()));
        assertDeadLetterQueue(check(SOURCE, REJECTS), "source queue", "KEAP_SINK_QUEUE_URL");
    }

    private static Line failing(SdkException problem) {
        SqsClient sqs = WatchedSqs.of(null, new WatchedSqs() {
            @Override
            public SqsRequest before(SqsRequest request) {
                throw problem;
            }
        });
        return new QueueChecks(Optional.of(SOURCE), Optional.empty(), new SqsQueueLookUp(new SqsConnection(() -> sqs)))
                .run(true, Deadline.in(Duration.ofMinutes(1), new VirtualTime()))
                .getLast();
    }

    private static SdkException refused(String code) {
        return SqsException.builder()
                .statusCode(403)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .build();
    }

    /** Whose login is missing shall not look for a mistake in the queue's address. */
    @Test
    void aMissingLoginAPermissionAndASilentSqsAreToldApart() {
        assertThat(failing(SdkClientException.create("Unable to load credentials from any of the providers"))
                        .fix())
                .isEqualTo(
                        "Mend that: there are no AWS credentials, or no region is set: log in to AWS, and set AWS_REGION.");
        assertThat(failing(refused("ExpiredToken")).fix())
                .contains("AWS does not accept the credentials: log in again");
        assertThat(failing(refused("AccessDenied")).fix())
                .contains("the caller needs sqs:GetQueueAttributes on the queue in KEAP_SINK_QUEUE_URL");
        assertThat(failing(SdkClientException.create("lost", new IOException("reset")))
                        .fix())
                .startsWith("Check again.")
                .contains("KEAP_SINK_QUEUE_URL", "AWS_ENDPOINT_URL_SQS");
        assertThat(failing(QueueDoesNotExistException.builder().build()).fix())
                .isEqualTo("Correct KEAP_SINK_QUEUE_URL, or create the queue.");
    }
}
