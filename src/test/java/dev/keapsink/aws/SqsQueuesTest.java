package dev.keapsink.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.outcome.RecordPosition;
import dev.keapsink.outcome.RejectQueue.Reject;
import dev.keapsink.outcome.Visibility.Delay;
import dev.keapsink.record.Message;
import dev.keapsink.record.Message.Delivery;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Reason;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.resilience.VirtualThreads;
import dev.keapsink.simulator.memory.InOrder;
import dev.keapsink.simulator.memory.VirtualTime;
import dev.keapsink.support.LogLines;
import dev.keapsink.support.TestQueues;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Both queue adapters against a real SQS API on this machine. */
class SqsQueuesTest {

    private static final Rejected REJECTION = new Rejected(Reason.UNREADABLE, null, "The body is not JSON.");

    /** Bytes of the attributes of {@link #REJECTION} with a one-letter message id: what a body has to leave. */
    private static final int LIMIT = 256 * 1024;

    private final Deadline deadline = Deadline.in(Duration.ofSeconds(30), InstantSource.system());
    private TestQueues queues;

    @BeforeEach
    void start() {
        queues = TestQueues.standard();
    }

    @AfterEach
    void stop() {
        queues.close();
    }

    private SqsRejectQueue rejectQueue() {
        return new SqsRejectQueue(
                new SqsConnection(queues::sqs), queues.rejects().url(), new VirtualTime(), new VirtualThreads(4));
    }

    private static Reject reject(int number, String body) {
        Message message = new Message("m" + number, body, Map.of(), new Delivery("r", 1, Instant.EPOCH, null, false));
        return new Reject(new RecordPosition(number, number, 0, message), REJECTION);
    }

    private static List<Reject> rejects(int count) {
        return IntStream.range(0, count).mapToObj(i -> reject(i, "body " + i)).toList();
    }

    private static int attributeBytes() {
        return RejectEntry.of(reject(1, ""), VirtualTime.START).bytes();
    }

    @Test
    void sendsEveryRejectWithItsReason() {
        assertThat(rejectQueue().send(rejects(23), deadline)).hasSize(23);

        assertThat(queues.readAll(queues.rejects()))
                .hasSize(23)
                .allSatisfy(message -> assertThat(
                                message.messageAttributes().get("RejectReason").stringValue())
                        .isEqualTo("unreadable"))
                .extracting(software.amazon.awssdk.services.sqs.model.Message::body)
                .contains("body 0", "body 22");
    }

    @Test
    void packsTenEntriesAndAQuarterMebibyteIntoARequest() {
        assertThat(sizes(rejects(21))).containsExactly(10, 10, 1);

        int half = LIMIT / 2 - attributeBytes();
        assertThat(sizes(List.of(reject(1, "x".repeat(half)), reject(2, "x".repeat(half)))))
                .containsExactly(2);
        assertThat(sizes(List.of(reject(1, "x".repeat(half)), reject(2, "x".repeat(half + 1)))))
                .containsExactly(1, 1);
    }

    @Test
    void leavesOutWhatIsTooLargeForTheQueue() {
        String largest = "x"
                .repeat(LIMIT
                        - "RejectReasonString".length()
                        - REJECTION.reason().code().length());

        assertThat(sizes(List.of(reject(1, largest)))).containsExactly(1);
        assertThat(sizes(List.of(reject(1, largest + "x"), reject(2, "small")))).containsExactly(1);
        assertThat(rejectQueue().send(List.of(reject(1, largest + "x"), reject(2, "small")), deadline))
                .containsExactly(2);
    }

    @Test
    void oneRejectThatSqsRefusesDoesNotCostTheOthersTheirPlace() {
        assertThat(rejectQueue().send(List.of(reject(1, "fine"), reject(2, ""), reject(3, "fine too")), deadline))
                .containsExactlyInAnyOrder(1, 3);
    }

    @Test
    void moreThanAreMadeReadyTogetherAreSentToo() {
        assertThat(rejectQueue().send(rejects(333), deadline)).hasSize(333);
    }

    @Test
    void aQueueThatDoesNotExistTakesNothingAndIsNamedOnce() {
        SqsRejectQueue missing = new SqsRejectQueue(
                new SqsConnection(queues::sqs),
                queues.rejects().url() + "-missing",
                new VirtualTime(),
                new VirtualThreads(4));

        try (LogLines log = new LogLines()) {
            assertThat(missing.send(rejects(33), deadline)).isEmpty();
            assertThat(log.all())
                    .containsExactly(
                            "The reject queue did not take 33 records (QueueDoesNotExistException), the first of"
                                    + " them of message m0; they go back to the queue");
        }
    }

    @Test
    void eachTroubleHasOneLine() {
        String tooLarge = "x".repeat(LIMIT);

        try (LogLines log = new LogLines()) {
            rejectQueue()
                    .send(
                            List.of(
                                    reject(1, tooLarge),
                                    reject(2, ""),
                                    reject(3, tooLarge),
                                    reject(4, "fine"),
                                    reject(5, "")),
                            deadline);
            assertThat(log.all())
                    .hasSize(2)
                    .anyMatch(line -> line.matches("The reject queue did not take 2 records \\(\\w+\\),"
                            + " the first of them of message m2; .*"))
                    .anyMatch(line -> line.contains(
                            "2 records (leaves no room for its reason), the first of them of" + " message m1;"));
        }
    }

    @Test
    void hidesReturnedMessagesEachForItsTime() {
        IntStream.range(0, 12)
                .forEach(i -> queues.sqs()
                        .sendMessage(
                                send -> send.queueUrl(queues.source().url()).messageBody("m" + i)));
        List<Delay> delays = received();
        new SqsVisibility(new SqsConnection(queues::sqs), queues.source().url(), new VirtualThreads(4))
                .hide(delays, deadline);

        assertThat(received())
                .as("those hidden for no time at all are back, the others are not")
                .hasSize((int)
                        delays.stream().filter(delay -> delay.after().isZero()).count());
    }

    /** What is in the source queue; every second message shall be hidden for an hour, the others for no time. */
    private List<Delay> received() {
        List<Delay> delays = new ArrayList<>();
        List<software.amazon.awssdk.services.sqs.model.Message> some;
        do {
            some = queues.sqs()
                    .receiveMessage(
                            receive -> receive.queueUrl(queues.source().url()).maxNumberOfMessages(10))
                    .messages();
            some.stream()
                    .sorted(Comparator.comparing(software.amazon.awssdk.services.sqs.model.Message::body))
                    .forEach(message -> delays.add(delay(message, delays.size())));
        } while (!some.isEmpty());
        return delays;
    }

    private static Delay delay(software.amazon.awssdk.services.sqs.model.Message message, int number) {
        Delivery delivery = new Delivery(message.receiptHandle(), 1, Instant.EPOCH, null, false);
        return new Delay(
                new Message(message.messageId(), message.body(), Map.of(), delivery),
                number % 2 == 0 ? Duration.ZERO : Duration.ofHours(1));
    }

    @Test
    void aVisibilityThatCannotBeSetIsNoReasonToFail() {
        Message message = new Message("m", "b", Map.of(), new Delivery("no receipt", 1, Instant.EPOCH, null, false));

        new SqsVisibility(new SqsConnection(queues::sqs), queues.source().url(), new VirtualThreads(4))
                .hide(List.of(new Delay(message, Duration.ofSeconds(30))), deadline);
        new SqsVisibility(new SqsConnection(queues::sqs), queues.source().url() + "-missing", new VirtualThreads(4))
                .hide(List.of(new Delay(message, Duration.ofSeconds(30))), deadline);
    }

    /** However many messages there are, no call is started that could make the reply late. */
    @Test
    void makesNoCallOnceTheTimeIsOver() {
        Deadline over = Deadline.in(Duration.ZERO, InstantSource.system());
        Message message = new Message("m", "b", Map.of(), new Delivery("r", 1, Instant.EPOCH, null, false));
        Supplier<SqsClient> untouched = () -> {
            throw new AssertionError("called");
        };

        new SqsVisibility(new SqsConnection(untouched), "q", new InOrder())
                .hide(List.of(new Delay(message, Duration.ZERO)), over);
        try (LogLines log = new LogLines()) {
            assertThat(new SqsRejectQueue(new SqsConnection(untouched), "q", new VirtualTime(), new InOrder())
                            .send(rejects(11), over))
                    .isEmpty();
            assertThat(log.all()).singleElement().asString().contains("11 records (no time left)");
        }
    }

    @Test
    void aClientThatCannotBeMadeIsNoReasonToFail() {
        SqsConnection broken = new SqsConnection(() -> {
            throw SdkClientException.create("There is no region");
        });
        Message message = new Message("m", "b", Map.of(), new Delivery("r", 1, Instant.EPOCH, null, false));

        assertThat(new SqsRejectQueue(broken, "q", new VirtualTime(), new InOrder()).send(rejects(3), deadline))
                .isEmpty();
        new SqsVisibility(broken, "q", new InOrder()).hide(List.of(new Delay(message, Duration.ZERO)), deadline);
    }

    /** The server accepts the connection and says nothing: only a time limit ends that. */
    @Test
    void aHangingSqsIsGivenUpAtTheDeadline() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                SqsClient hanging = client(silent.getLocalPort())) {
            Deadline soon = Deadline.in(Duration.ofMillis(200), InstantSource.system());
            String url = "http://127.0.0.1:" + silent.getLocalPort() + "/000000000000/q";

            assertThat(new SqsRejectQueue(
                                    new SqsConnection(() -> hanging), url, new VirtualTime(), new VirtualThreads(4))
                            .send(rejects(20), soon))
                    .isEmpty();
        }
    }

    private static SqsClient client(int port) {
        return SqsClient.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + port))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("x", "x")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    private static List<Integer> sizes(List<Reject> rejects) {
        return SqsRejectQueue.requests(rejects.stream()
                        .map(reject -> RejectEntry.of(reject, VirtualTime.START))
                        .toList())
                .stream()
                .map(List::size)
                .toList();
    }
}
