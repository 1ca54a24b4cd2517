package dev.keapsink.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keapsink.operate.Bench.Result;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;
import software.amazon.awssdk.services.sqs.model.SqsRequest;
import software.amazon.awssdk.services.sqs.model.SqsResponse;

class PublishTest {
    private static final int RECORDS = 25;
    private static final int LARGEST = 256 * 1024;

    @TempDir
    private Path folder;

    private Bench bench;
    private Path file;

    @BeforeEach
    void start() throws IOException {
        bench = Bench.standard();
        file = Files.write(folder.resolve("leads.ndjson"), bodies(RECORDS));
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    private static List<String> bodies(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj("{\"email\":\"ann%d@example.com\"}"::formatted)
                .toList();
    }

    private String url() {
        return bench.queues.source().url();
    }

    private Result publish(String... more) {
        return bench.publish(Stream.concat(Stream.of(file.toString(), "--queue-url", url()), Stream.of(more))
                .toArray(String[]::new));
    }

    private List<String> sent() {
        return bench.take(bench.queues.source());
    }

    /** The sizes of the requests that send. */
    private List<Integer> requests() {
        List<Integer> sizes = new ArrayList<>();
        bench.network = new WatchedSqs() {
            @Override
            public SqsRequest before(SqsRequest request) {
                if (request instanceof SendMessageBatchRequest batch) {
                    sizes.add(batch.entries().size());
                }
                return request;
            }
        };
        return sizes;
    }

    @Test
    void sendsEveryRecordOnceTenARequest() {
        List<Integer> requests = requests();

        Result result = publish();

        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("25 messages are in the queue.").doesNotContain("example.com");
        assertThat(sent()).containsExactlyInAnyOrderElementsOf(bodies(RECORDS));
        assertThat(requests).containsExactly(10, 10, 5);
    }

    @Test
    void sendsCsvRowsAsObjects() throws IOException {
        file = Files.writeString(folder.resolve("leads.csv"), "email,city\na@example.com,Rome\nb@example.com,\n");

        assertThat(publish().code()).isZero();
        assertThat(sent())
                .containsExactlyInAnyOrder(
                        "{\"email\":\"a@example.com\",\"city\":\"Rome\"}", "{\"email\":\"b@example.com\"}");
    }

    @Test
    void keepsRequestsWithinAQuarterMebibyte() throws IOException {
        String half = "{\"notes\":\"%s\"}".formatted("x".repeat(128 * 1024 - 12));
        Files.write(file, List.of(half, half, half + " ", half, half));
        List<Integer> requests = requests();

        assertThat(publish().code()).isZero();
        assertThat(requests).containsExactly(2, 1, 2);
    }

    @Test
    void namesLinesThatCannotBeSentAndSendsTheOthers() throws IOException {
        Files.write(
                file,
                List.of(
                        "{\"a\":1}",
                        "{\"email\":\"ann@example.com\"",
                        "{\"b\":\"" + "x".repeat(256 * 1024) + "\"}",
                        "",
                        "\"text\"",
                        "[{\"c\":1},{\"c\":2}]"));

        Result result = publish();

        assertThat(result.code()).isEqualTo(1);
        assertThat(sent()).containsExactlyInAnyOrder("{\"a\":1}", "[{\"c\":1},{\"c\":2}]");
        assertThat(result.out())
                .contains("2 messages are in the queue.", "Lines that are not sent: 3")
                .contains("line 2: not JSON", "line 3: larger than a queue message can be", "line 5: not JSON")
                .contains("(4 calls;")
                .doesNotContain("example.com");
        assertThat(folder.resolve("leads.ndjson.not-sent")).content().hasLineCount(3);
    }

    @Test
    void saysThatAFileIsInTheQueueAlready() {
        publish();
        sent();

        Result again = publish();

        assertThat(again.code()).isZero();
        assertThat(again.out()).contains("are in this queue already");
        assertThat(sent()).isEmpty();
        assertThat(publish("--restart").code()).isZero();
        assertThat(sent()).hasSize(RECORDS);
    }

    @Test
    void sendsAnotherFileOfTheSameNameWhenTheLastOneIsDone() throws IOException {
        publish();
        sent();
        Files.write(file, List.of("{\"new\":1}"));

        assertThat(publish().code()).isZero();
        assertThat(sent()).containsExactly("{\"new\":1}");
    }

    @Test
    void refusesToGoOnWithAChangedFileOrAnotherQueue() throws IOException {
        stopAfter(10);
        String other = bench.queues.rejects().url();

        Result elsewhere = bench.publish(file.toString(), "--queue-url", other);
        assertThat(elsewhere.code()).isEqualTo(1);
        assertThat(elsewhere.err()).contains("to another queue up to line 10", url(), "--restart");

        Files.writeString(file, "{\"more\":1}\n", StandardOpenOption.APPEND);
        Result changed = publish();
        assertThat(changed.code()).isEqualTo(1);
        assertThat(changed.err()).contains("changed since it has been sent up to line 10", "--restart");
        assertThat(sent()).hasSize(10);
    }

    @Test
    void saysThatTheFileChangedWhileItWasSent() {
        bench.network = onSend((request, response) -> {
            try {
                Files.writeString(file, "{\"more\":1}\n", StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            return response;
        });

        Result result = publish();

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("changed while it was being sent");
    }

    /** Asks for the end when that many messages are sent, and runs until then. */
    private Result stopAfter(int messages) {
        Stop stop = bench.stop;
        int[] seen = {0};
        bench.network = onSend((request, response) -> {
            seen[0] += response.successful().size();
            if (seen[0] >= messages) {
                stop.ask();
            }
            return response;
        });
        Result result = publish();
        bench.network = new WatchedSqs() {};
        return result;
    }

    @Test
    void afterACleanStopSendsNoneTwice() {
        for (int messages : List.of(1, 11, RECORDS)) {
            Result stopped = stopAfter(messages);
            assertThat(stopped.code()).isEqualTo(1);
            assertThat(stopped.out()).contains("Stopped after");

            Result resumed = publish();
            assertThat(resumed.code()).isZero();
            assertThat(resumed.out()).contains("has been sent before", "25 messages are in the queue.");
            assertThat(sent()).containsExactlyInAnyOrderElementsOf(bodies(RECORDS));
            assertThat(folder.resolve("leads.ndjson.position").toFile().delete())
                    .isTrue();
        }
    }

    @Test
    void sendsNothingMoreWhenItIsStoppedWhileItWaits() throws InterruptedException {
        Stop stop = new Stop();
        String content = Sha256.of(file);
        Publisher publisher = new Publisher(
                new Outbox(bench.sqs(), url(), bench.machine().patience()),
                false,
                new Composer(content, Optional.empty(), LARGEST),
                PositionFile.of(file),
                new Throttle(OptionalDouble.of(1), bench.time, wait -> stop.ask()),
                stop);

        Position reached = publisher.publish(file, Position.start(content, url()), sent -> {});

        assertThat(reached.line()).isEqualTo(10);
        assertThat(sent()).hasSize(10);
    }

    /** Runs with a {@code kill -9} before and after every request and every saving of the position, one by one. */
    @Test
    void whereverItIsKilledEveryRecordIsSentAtLeastOnceAndAtMostABatchTwice() throws Exception {
        int kills = 0;
        while (killedAfter(kills, bench, List.of())) {
            assertThat(publish().code()).isZero();
            Map<String, Long> times = sent().stream().collect(Collectors.groupingBy(x -> x, Collectors.counting()));
            assertThat(times.keySet()).containsExactlyInAnyOrderElementsOf(bodies(RECORDS));
            assertThat(times.values()).allMatch(count -> count <= 2);
            assertThat(times.values().stream().filter(count -> count == 2)).hasSizeLessThanOrEqualTo(10);
            Files.delete(folder.resolve("leads.ndjson.position"));
            kills++;
        }
        assertThat(kills)
                .as("three batches with four steps each, and the two of the end")
                .isEqualTo(14);
    }

    @Test
    void aFifoQueueGetsNoneTwiceWhereverItIsKilledAndKeepsGroupsInOrder() throws Exception {
        List<String> records = IntStream.rangeClosed(1, 14)
                .mapToObj(i -> "{\"id\":%d,\"data\":{\"tenant\":\"t%d\"}}".formatted(i, i % 3))
                .toList();
        try (Bench fifo = Bench.fifo()) {
            String queue = fifo.queues.source().url();
            int kills = 0;
            boolean killed = true;
            while (killed) {
                List<String> numbered = new ArrayList<>(records);
                numbered.add("{\"tenant\":\"run\",\"run\":%d}".formatted(kills));
                Files.write(file, numbered);
                killed = killedAfter(kills, fifo, List.of("--group-by", "tenant"));
                if (killed) {
                    assertThat(fifo.publish(file.toString(), "--queue-url", queue, "--group-by", "tenant")
                                    .code())
                            .isZero();
                }
                List<String> received = fifo.take(fifo.queues.source());
                assertThat(received).containsExactlyInAnyOrderElementsOf(numbered);
                for (int group = 0; group < 3; group++) {
                    String tenant = "\"t" + group + "\"";
                    assertThat(received.stream().filter(body -> body.contains(tenant)))
                            .isEqualTo(numbered.stream()
                                    .filter(body -> body.contains(tenant))
                                    .toList());
                }
                Files.delete(folder.resolve("leads.ndjson.position"));
                kills++;
            }
            assertThat(kills).isGreaterThan(10);
        }
    }

    /** Returns whether the run was killed, which it is not when it has fewer steps. */
    private boolean killedAfter(int steps, Bench bench, List<String> options) throws InterruptedException {
        Runnable step = Killed.after(steps);
        bench.network = new WatchedSqs() {
            @Override
            public SqsRequest before(SqsRequest request) {
                if (request instanceof SendMessageBatchRequest) {
                    step.run();
                }
                return request;
            }

            @Override
            public SqsResponse after(SqsRequest request, SqsResponse response) {
                if (request instanceof SendMessageBatchRequest) {
                    step.run();
                }
                return response;
            }
        };
        Positions saved = PositionFile.of(file);
        Positions positions = new Positions() {
            @Override
            public Optional<Position> load() {
                return saved.load();
            }

            @Override
            public void save(Position position) {
                step.run();
                saved.save(position);
                step.run();
            }
        };
        boolean fifo = !options.isEmpty();
        String content = Sha256.of(file);
        String queue = bench.queues.source().url();
        Composer composer =
                new Composer(content, fifo ? Optional.of(new GroupBy("tenant")) : Optional.empty(), LARGEST);
        LongConsumer nobody = sent -> {};
        try {
            new Publisher(
                            new Outbox(bench.sqs(), queue, bench.machine().patience()),
                            fifo,
                            composer,
                            positions,
                            bench.machine().throttle(OptionalDouble.empty()),
                            new Stop())
                    .publish(file, Position.start(content, queue), nobody);
            return false;
        } catch (Killed killed) {
            return true;
        } finally {
            bench.network = new WatchedSqs() {};
        }
    }

    /** What comes back of a request that sends. */
    private interface OnSend {
        SqsResponse after(SendMessageBatchRequest request, SendMessageBatchResponse response);
    }

    private static WatchedSqs onSend(OnSend then) {
        return new WatchedSqs() {
            @Override
            public SqsResponse after(SqsRequest request, SqsResponse response) {
                return request instanceof SendMessageBatchRequest batch
                        ? then.after(batch, (SendMessageBatchResponse) response)
                        : response;
            }
        };
    }

    /** Lets some entries of the first request fail before SQS sees them. */
    private WatchedSqs failing(String code, boolean forever, int... positions) {
        Map<String, Integer> attempts = new HashMap<>();
        List<String> bad =
                IntStream.of(positions).mapToObj(bodies(RECORDS)::get).toList();
        return new WatchedSqs() {
            private List<BatchResultErrorEntry> failed = List.of();

            @Override
            public SqsRequest before(SqsRequest request) {
                if (!(request instanceof SendMessageBatchRequest batch)) {
                    return request;
                }
                batch.entries().forEach(entry -> attempts.merge(entry.messageBody(), 1, Integer::sum));
                List<SendMessageBatchRequestEntry> kept = new ArrayList<>();
                failed = new ArrayList<>();
                for (SendMessageBatchRequestEntry entry : batch.entries()) {
                    if (bad.contains(entry.messageBody()) && (forever || attempts.get(entry.messageBody()) < 3)) {
                        failed.add(BatchResultErrorEntry.builder()
                                .id(entry.id())
                                .code(code)
                                .senderFault(false)
                                .build());
                    } else {
                        kept.add(entry);
                    }
                }
                if (kept.isEmpty()) {
                    throw SqsException.builder().statusCode(503).message("busy").build();
                }
                return batch.toBuilder().entries(kept).build();
            }

            @Override
            public SqsResponse after(SqsRequest request, SqsResponse response) {
                return response instanceof SendMessageBatchResponse sent
                        ? sent.toBuilder().failed(failed).build()
                        : response;
            }
        };
    }

    @Test
    void sendsOnlyFailedEntriesAgain() {
        bench.network = failing("InternalError", false, 2, 7);

        Result result = publish();

        assertThat(result.code()).isZero();
        assertThat(sent()).containsExactlyInAnyOrderElementsOf(bodies(RECORDS));
        assertThat(bench.time.slept()).isPositive();
    }

    @Test
    void givesUpAndGoesOnAtTheFirstRecordThatSqsDidNotTake() throws IOException {
        bench.network = failing("InternalError", true, 4);

        Result result = publish();

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("run the same command again").hasLineCount(1);
        assertThat(Files.readString(folder.resolve("leads.ndjson.position"))).contains("\"line\":4,\"sent\":4");
        bench.network = new WatchedSqs() {};
        assertThat(publish().code()).isZero();
        assertThat(sent()).contains(bodies(RECORDS).toArray(String[]::new)).hasSize(RECORDS + 5);
    }

    @Test
    void namesWhatSqsRefusesAlsoAfterAnInterruption() {
        bench.network = failing("InvalidMessageContents", true, 1);
        bench.stop.ask();
        assertThat(publish().out()).contains("Stopped after 0");
        Stop stop = bench.stop;
        WatchedSqs refusing = bench.network;
        bench.network = new WatchedSqs() {
            @Override
            public SqsRequest before(SqsRequest request) {
                return refusing.before(request);
            }

            @Override
            public SqsResponse after(SqsRequest request, SqsResponse response) {
                if (response instanceof SendMessageBatchResponse) {
                    stop.ask();
                }
                return refusing.after(request, response);
            }
        };
        assertThat(publish().out()).contains("Stopped after 9 messages, at line 10");

        Result result = publish();

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).contains("24 messages", "line 2: refused by SQS (InvalidMessageContents)");
    }

    @Test
    void oneRecordThatSqsDoesNotLikeDoesNotCostTheOthersTheirPlace() {
        bench.network = new WatchedSqs() {
            @Override
            public SqsRequest before(SqsRequest request) {
                if (request instanceof SendMessageBatchRequest batch
                        && batch.entries().stream()
                                .anyMatch(entry -> entry.messageBody().contains("ann3@"))) {
                    throw refusal("InvalidMessageContents", 400);
                }
                return request;
            }
        };

        Result result = publish();

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).contains("24 messages are in the queue", "line 3: refused by SQS");
        assertThat(sent()).hasSize(24);
    }

    @Test
    void stopsWhenSqsRefusesEverything() throws IOException {
        Files.write(file, bodies(1_001));
        bench.network = new WatchedSqs() {
            @Override
            public SqsRequest before(SqsRequest request) {
                if (request instanceof SendMessageBatchRequest) {
                    throw refusal("InvalidParameterValue", 400);
                }
                return request;
            }
        };

        Result result = publish();

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("SQS refused 1,000 messages").hasLineCount(1);
    }

    private static SqsException refusal(String code, int status) {
        return (SqsException) SqsException.builder()
                .statusCode(status)
                .message("a message that may quote things")
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .build();
    }

    /** Lets requests fail; the first ones, or all. */
    private static WatchedSqs broken(RuntimeException problem, int times) {
        int[] left = {times};
        return new WatchedSqs() {
            @Override
            public SqsRequest before(SqsRequest request) {
                if (request instanceof SendMessageBatchRequest && left[0]-- > 0) {
                    throw problem;
                }
                return request;
            }
        };
    }

    @Test
    void waitsForAnSqsThatThrottlesOrIsNotThere() {
        bench.network = broken(refusal("ThrottlingException", 400), 3);
        assertThat(publish().code()).isZero();
        bench.network = broken(SdkClientException.create("Connection refused"), 3);
        assertThat(publish("--restart").code()).isZero();
        assertThat(sent()).hasSize(2 * RECORDS);
    }

    @Test
    void saysWhatToDoWhenAwsDoesNotLetIt() {
        bench.network = broken(refusal("AccessDeniedException", 400), Integer.MAX_VALUE);
        assertThat(publish().err())
                .contains("may not do sqs:SendMessage")
                .doesNotContain("quote")
                .hasLineCount(1);
        bench.network = broken(refusal("ExpiredToken", 403), Integer.MAX_VALUE);
        assertThat(publish().err()).contains("did not accept the credentials (ExpiredToken)");
        bench.network = broken(
                SdkClientException.create("Unable to load credentials from any of the providers"), Integer.MAX_VALUE);
        assertThat(publish().err()).contains("No AWS credentials were found");
        bench.network = broken(SdkClientException.create("x", new UnknownHostException("y")), 1000);
        assertThat(publish().err()).contains("could not be reached (UnknownHostException)");
        assertThat(bench.time.slept()).isPositive();
        assertThat(sent()).isEmpty();
    }

    @Test
    void keepsToARate() {
        assertThat(publish("--rate", "0.5").code()).isZero();
        assertThat(bench.time.slept())
                .as("for 20 messages; nothing comes after the last five")
                .hasSeconds(40);
    }

    private void retention(int seconds) {
        bench.network = new WatchedSqs() {
            @Override
            public SqsResponse after(SqsRequest request, SqsResponse response) {
                if (!(response instanceof GetQueueAttributesResponse answer)) {
                    return response;
                }
                Map<QueueAttributeName, String> attributes = new HashMap<>(answer.attributes());
                attributes.put(QueueAttributeName.MESSAGE_RETENTION_PERIOD, Integer.toString(seconds));
                return answer.toBuilder().attributes(attributes).build();
            }
        };
    }

    @Test
    void refusesWhatTheQueueWouldDeleteBeforeKeapCouldTakeIt() {
        retention(60);

        Result refused = publish("--calls-a-minute", "6");

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err())
                .contains("Nothing was sent", "wait for 4 min 20 s", "keeps messages for 1 min", "--rate 0.089");
        assertThat(sent()).isEmpty();
        assertThat(publish("--calls-a-minute", "6", "--rate", "0.089").code()).isZero();
        assertThat(sent()).hasSize(RECORDS);
        assertThat(publish("--calls-a-minute", "6", "--force", "--restart").code())
                .isZero();
    }

    @Test
    void wantsAGroupForAFifoQueueAndOnlyThere() {
        assertThat(publish("--group-by", "email").err()).contains("is a standard queue");
        try (Bench fifo = Bench.fifo()) {
            Result result = fifo.publish(
                    file.toString(), "--queue-url", fifo.queues.source().url());
            assertThat(result.code()).isEqualTo(1);
            assertThat(result.err()).contains("is a FIFO queue", "--group-by");
        }
    }

    @Test
    void explainsEveryMistakeInASentence() {
        assertThat(bench.publish(file.toString()).code()).isEqualTo(2);
        assertThat(bench.publish(file.toString(), "--queue-url", "keap-sink").err())
                .contains("takes a queue's URL")
                .contains("--help lists the options");
        assertThat(bench.publish(file.toString(), "--queue-url", "arn:aws:sqs:us-east-1:1:q")
                        .err())
                .contains("not its ARN");
        assertThat(publish("--rate", "0").code()).isEqualTo(2);
        assertThat(publish("--calls-a-minute", "0").code()).isEqualTo(2);
        assertThat(publish("--tags", "-1").code()).isEqualTo(2);
        Result missing = bench.publish(file.toString(), "--queue-url", url() + "-missing");
        assertThat(missing.code()).isEqualTo(1);
        assertThat(missing.err()).contains("There is no queue").hasLineCount(1);
        assertThat(bench.publish(folder.resolve("none.csv").toString(), "--queue-url", url())
                        .err())
                .contains("There is no file");
    }

    @Test
    void aPositionThatCannotBeReadIsNotTakenForTheStart() throws IOException {
        Path position = Files.writeString(folder.resolve("leads.ndjson.position"), "{\"line\":3}");

        assertThat(publish().err()).contains("is not a position that this command wrote");
        assertThat(publish("--restart").code()).isZero();
        assertThat(position).content().contains("\"done\":true");
        assertThatThrownBy(() ->
                        PositionFile.of(folder.resolve("gone").resolve("f")).save(Position.start("a", "b")))
                .hasMessageContaining("Cannot write");
    }
}
