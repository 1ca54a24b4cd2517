package dev.keapsink.tools.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.support.TestQueues;
import dev.keapsink.tools.local.InvocationResult;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class PollerTest {
    private static final int LONGEST_WAIT_SECONDS = 30;

    private final TestQueues queues = TestQueues.standard();
    private final BlockingQueue<String> log = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> invocations = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        queues.close();
    }

    /** Has a mapping poll one message, which the function reports as failed; returns what the log says of it. */
    private String pollOneThatFails(boolean reportsFailures) throws InterruptedException {
        String id = queues.sqs()
                .sendMessage(request -> request.queueUrl(queues.source().url()).messageBody("{}"))
                .messageId();
        URI queue = URI.create(queues.source().url());
        Mapping mapping = new Mapping("m1", queues.source().arn(), "function", 10, Duration.ZERO, reportsFailures);
        Invoker failing = (function, payload) -> {
            invocations.add(function + " " + payload);
            return new InvocationResult.Reply("{\"batchItemFailures\":[{\"itemIdentifier\":\"%s\"}]}".formatted(id));
        };
        Poller poller = Poller.start(mapping, URI.create("http://" + queue.getAuthority()), failing, log::add);
        try {
            assertThat(log.poll(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)).startsWith("A batch of 1 ");
            return String.valueOf(log.poll(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS));
        } finally {
            poller.close();
        }
    }

    /** The messages that are left, out of sight after their delivery. */
    private String left() {
        QueueAttributeName inFlight = QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE;
        return queues.sqs()
                .getQueueAttributes(
                        request -> request.queueUrl(queues.source().url()).attributeNames(inFlight))
                .attributes()
                .get(inFlight);
    }

    @Test
    void returnsTheMessagesThatTheFunctionReports() throws Exception {
        assertThat(pollOneThatFails(true)).contains("0 done, 1 returned");

        assertThat(left()).isEqualTo("1");
        assertThat(invocations.remove()).startsWith("function {\"Records\":").contains("\"eventSourceARN\"");
    }

    /** As Lambda does, which is how such a deployment loses records. */
    @Test
    void deletesThemIfTheMappingDoesNotSayThatTheyAreReported() throws Exception {
        assertThat(pollOneThatFails(false)).contains("1 done, 0 returned");

        assertThat(left()).isEqualTo("0");
    }
}
