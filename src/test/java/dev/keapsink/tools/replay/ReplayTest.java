package dev.keapsink.tools.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.keapsink.aws.SqsConnection;
import dev.keapsink.aws.SqsRejectQueue;
import dev.keapsink.outcome.RecordPosition;
import dev.keapsink.outcome.RejectQueue.Reject;
import dev.keapsink.record.ConfirmedResend;
import dev.keapsink.record.Message;
import dev.keapsink.record.Message.Attribute;
import dev.keapsink.record.Message.Delivery;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Reason;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.simulator.memory.InOrder;
import dev.keapsink.simulator.memory.VirtualTime;
import dev.keapsink.tools.local.LocalQueues.Queue;
import dev.keapsink.tools.queue.CommandFixture;
import dev.keapsink.tools.queue.CommandFixture.Result;
import dev.keapsink.tools.queue.Killed;
import dev.keapsink.tools.queue.QueueReceiver;
import dev.keapsink.tools.queue.QueueSender;
import dev.keapsink.tools.queue.StopSignal;
import dev.keapsink.tools.queue.WatchedSqs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SqsException;
import software.amazon.awssdk.services.sqs.model.SqsRequest;
import software.amazon.awssdk.services.sqs.model.SqsResponse;

class ReplayTest {
    private CommandFixture fixture;

    @BeforeEach
    void start() {
        fixture = CommandFixture.standard();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private Queue source() {
        return fixture.queues.source();
    }

    private Queue rejects() {
        return fixture.queues.rejects();
    }

    /** Fills the reject queue as the function does. */
    private void reject(Reason reason, Message... messages) {
        List<Reject> list = IntStream.range(0, messages.length)
                .mapToObj(i -> new Reject(
                        new RecordPosition(i, i, 0, messages[i]),
                        new Rejected(reason, "email1", "ann@example.com is not known")))
                .toList();
        var queue = new SqsRejectQueue(
                new SqsConnection(fixture.queues::sqs), rejects().url(), new VirtualTime(), new InOrder());
        assertThat(queue.send(list, Deadline.in(Duration.ofMinutes(1), new VirtualTime())))
                .hasSize(messages.length);
    }

    private static Message message(String id, String body, Map<String, Attribute> attributes, String group) {
        return new Message(id, body, attributes, new Delivery("receipt", 1, Instant.EPOCH, group, group != null));
    }

    private static Message plain(int number) {
        return message("m" + number, "body " + number, Map.of(), null);
    }

    private static Message[] plain(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(ReplayTest::plain).toArray(Message[]::new);
    }

    private Result replay(String... more) {
        return fixture.replay(
                Stream.concat(Stream.of("--from", rejects().url(), "--to", source().url()), Stream.of(more))
                        .toArray(String[]::new));
    }

    @Test
    void aConfirmedResendNamesItsDoubt() {
        Instant since = Instant.parse("2026-03-10T12:00:00.123Z");
        var queue = new SqsRejectQueue(
                new SqsConnection(fixture.queues::sqs), rejects().url(), new VirtualTime(), new InOrder());
        queue.send(
                List.of(new Reject(
                        new RecordPosition(0, 0, 0, plain(1)),
                        new Rejected(Reason.IN_DOUBT, null, ConfirmedResend.detail(since, "the order 4711")))),
                Deadline.in(Duration.ofMinutes(1), new VirtualTime()));
        reject(Reason.UNKNOWN_TAG, plain(2));

        Result result = replay("--confirm-resend");

        assertThat(result.err()).isEmpty();
        List<software.amazon.awssdk.services.sqs.model.Message> sent = fixture.queues.readAll(source());
        assertThat(sent).hasSize(1);
        assertThat(sent.getFirst()
                        .messageAttributes()
                        .get(ConfirmedResend.ATTRIBUTE)
                        .stringValue())
                .isEqualTo(since.toString());
    }

    @Test
    void onlyWhatIsInDoubtIsConfirmed() {
        Result result = replay("--confirm-resend", "--reason", "unknown_tag");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("--confirm-resend is for records rejected as in_doubt");
    }

    @Test
    void bringsRejectsBackAsTheyWere() {
        Map<String, Attribute> attributes = Map.of(
                "op", new Attribute("String", "upsert"),
                "version", new Attribute("Number.int", "7"),
                "raw", new Attribute("Binary", "AAEC"),
                "name", new Attribute("String", "Zoë\t✓"));
        reject(Reason.UNKNOWN_TAG, message("m1", "{\"tags\":[9]}", attributes, null), plain(2));

        Result result = replay();

        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        assertThat(result.out())
                .contains("2 messages went back.")
                .containsPattern("unknown_tag +2 +0")
                .doesNotContain("example.com");
        var sent = fixture.takeAll(source());
        assertThat(sent).hasSize(2);
        var first =
                sent.stream().filter(m -> m.body().contains("tags")).findFirst().orElseThrow();
        assertThat(first.messageAttributes())
                .containsOnlyKeys("op", "version", "raw", "name")
                .containsEntry("version", value("Number.int", "7"))
                .containsEntry("name", value("String", "Zoë\t✓"));
        assertThat(first.messageAttributes().get("raw").binaryValue())
                .isEqualTo(SdkBytes.fromByteArray(new byte[] {0, 1, 2}));
        assertThat(fixture.take(rejects())).isEmpty();
    }

    private static MessageAttributeValue value(String type, String text) {
        return MessageAttributeValue.builder().dataType(type).stringValue(text).build();
    }

    @Test
    void bringsDeadLettersBackWithTheirOwnAttributes() {
        Queue dead = fixture.queues.deadLetters();
        fixture.queues
                .sqs()
                .sendMessage(request -> request.queueUrl(dead.url())
                        .messageBody("late")
                        .messageAttributes(Map.of("op", value("String", "delete"))));

        Result result = fixture.replay("--from", dead.url(), "--to", source().url());

        assertThat(result.code()).isZero();
        assertThat(result.out()).containsPattern("\\(dead letter\\) +1 +0");
        assertThat(fixture.takeAll(source())).singleElement().satisfies(message -> {
            assertThat(message.body()).isEqualTo("late");
            assertThat(message.messageAttributes()).containsOnlyKeys("op");
        });
        assertThat(fixture.take(dead)).isEmpty();
    }

    @Test
    void takesOnlyTheReasonItIsAskedForAndLeavesTheOthersVisible() {
        reject(Reason.UNKNOWN_TAG, plain(1, 12));
        reject(Reason.NO_MATCH_KEY, plain(13, 26));

        Result result = replay("--reason", "unknown_tag");

        assertThat(result.code()).isZero();
        assertThat(result.out()).containsPattern("no_match_key +0 +14").containsPattern("unknown_tag +12 +0");
        assertThat(fixture.take(source())).containsExactlyInAnyOrderElementsOf(bodies(1, 12));
        assertThat(fixture.take(rejects())).containsExactlyInAnyOrderElementsOf(bodies(13, 26));
    }

    private static List<String> bodies(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(i -> "body " + i).toList();
    }

    @Test
    void aDryRunChangesNothing() {
        reject(Reason.UNKNOWN_TAG, plain(1, 12));
        reject(Reason.NO_MATCH_KEY, plain(13, 14));

        Result result = replay("--reason", "unknown_tag", "--dry-run");

        assertThat(result.code()).isZero();
        assertThat(result.out())
                .contains("Nothing was sent or deleted: 12 messages would go.")
                .containsPattern("no_match_key +0 +2");
        assertThat(fixture.take(source())).isEmpty();
        assertThat(fixture.take(rejects())).hasSize(14);
    }

    @Test
    void anEmptyQueueIsSoonDone() {
        Result result = replay();

        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("0 messages went back.");
    }

    /** Messages that come into sight again at once, as after a quarter of an hour. */
    @Test
    void endsAlthoughWhatStaysComesAgainAndAgain() {
        reject(Reason.NO_MATCH_KEY, plain(1, 3));
        reject(Reason.UNKNOWN_TAG, plain(4, 5));
        List<SqsRequest> receives = new ArrayList<>();
        fixture.network = new WatchedSqs() {
            @Override
            public SqsRequest before(SqsRequest request) {
                if (request instanceof ReceiveMessageRequest receive) {
                    receives.add(request);
                    return receive.toBuilder().visibilityTimeout(0).build();
                }
                return request;
            }
        };

        Result result = replay("--reason", "unknown_tag");

        assertThat(result.code()).isZero();
        assertThat(result.out()).containsPattern("no_match_key +0 +3").containsPattern("unknown_tag +2 +0");
        assertThat(receives).hasSizeLessThan(10);
        assertThat(fixture.take(source())).hasSize(2);
    }

    /** A {@code kill -9} before and after every request, one by one. */
    @Test
    void whereverItIsKilledNothingIsLostAndAtMostTenAreThereTwice() throws InterruptedException {
        int kills = 0;
        boolean killed = true;
        while (killed) {
            reject(Reason.UNKNOWN_TAG, plain(1, 22));
            List<String> receipts = new ArrayList<>();
            killed = killedAfter(kills, receipts);
            letAQuarterOfAnHourPass(receipts);
            List<String> sent = fixture.take(source());
            List<String> left = fixture.take(rejects());
            Set<String> all = new HashSet<>(sent);
            all.addAll(left);
            assertThat(all).containsExactlyInAnyOrderElementsOf(bodies(1, 22));
            assertThat(sent.size() + left.size()).isBetween(22, 32);
            kills++;
        }
        assertThat(kills)
                .as("three batches: receive, send, delete; and a last receive")
                .isEqualTo(21);
    }

    private boolean killedAfter(int steps, List<String> receipts) throws InterruptedException {
        Runnable step = Killed.after(steps);
        fixture.network = new WatchedSqs() {
            @Override
            public SqsRequest before(SqsRequest request) {
                step.run();
                return request;
            }

            @Override
            public SqsResponse after(SqsRequest request, SqsResponse response) {
                if (response instanceof ReceiveMessageResponse received) {
                    received.messages().forEach(message -> receipts.add(message.receiptHandle()));
                }
                step.run();
                return response;
            }
        };
        try {
            new Replay(
                            new QueueReceiver(
                                    fixture.sqs(),
                                    rejects().url(),
                                    Duration.ofMinutes(15),
                                    fixture.context().retries(),
                                    Duration.ZERO),
                            Optional.of(new QueueSender(
                                    fixture.sqs(),
                                    source().url(),
                                    fixture.context().retries())),
                            false,
                            Selection.of(Optional.empty()),
                            fixture.context().throttle(OptionalDouble.empty()),
                            new StopSignal())
                    .run(done -> {});
            return false;
        } catch (Killed e) {
            return true;
        } finally {
            fixture.network = new WatchedSqs() {};
        }
    }

    private void letAQuarterOfAnHourPass(List<String> receipts) {
        new QueueReceiver(
                        fixture.queues.sqs(),
                        rejects().url(),
                        Duration.ofMinutes(15),
                        fixture.context().retries(),
                        Duration.ZERO)
                .release(receipts);
    }

    @Test
    void whenItIsStoppedItFinishesTheMessagesInHand() {
        reject(Reason.UNKNOWN_TAG, plain(1, 22));
        StopSignal stop = fixture.stop;
        fixture.network = new WatchedSqs() {
            @Override
            public SqsResponse after(SqsRequest request, SqsResponse response) {
                if (request instanceof SendMessageBatchRequest) {
                    stop.ask();
                }
                return response;
            }
        };

        Result result = replay();

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).contains("10 messages went back.", "Stopped before the end");
        assertThat(fixture.take(source())).hasSize(10);
        assertThat(fixture.take(rejects())).hasSize(12);
    }

    @Test
    void deletesWhatItCouldNotDeleteAtFirstAndSendsItOnce() {
        reject(Reason.UNKNOWN_TAG, plain(1, 3));
        List<String> sent = new ArrayList<>();
        fixture.network = new WatchedSqs() {
            private int deletes;

            @Override
            public SqsRequest before(SqsRequest request) {
                return switch (request) {
                    case ReceiveMessageRequest receive ->
                        receive.toBuilder().visibilityTimeout(0).build();
                    case DeleteMessageBatchRequest batch -> nothingOf(batch);
                    default -> request;
                };
            }

            private SqsRequest nothingOf(DeleteMessageBatchRequest batch) {
                if (++deletes >= 10) {
                    return batch;
                }
                return batch.toBuilder()
                        .entries(batch.entries().stream()
                                .map(entry -> entry.toBuilder()
                                        .receiptHandle("unknown#1")
                                        .build())
                                .toList())
                        .build();
            }

            @Override
            public SqsResponse after(SqsRequest request, SqsResponse response) {
                if (request instanceof SendMessageBatchRequest batch) {
                    batch.entries().forEach(entry -> sent.add(entry.messageBody()));
                }
                // More often than there is patience.
                return response instanceof DeleteMessageBatchResponse answer && deletes < 10
                        ? failed((DeleteMessageBatchRequest) request, answer)
                        : response;
            }

            private SqsResponse failed(DeleteMessageBatchRequest request, DeleteMessageBatchResponse answer) {
                return answer.toBuilder()
                        .successful(List.of())
                        .failed(request.entries().stream()
                                .map(entry -> BatchResultErrorEntry.builder()
                                        .id(entry.id())
                                        .code("InternalError")
                                        .build())
                                .toList())
                        .build();
            }
        };

        assertThat(replay().code()).isZero();
        assertThat(sent).containsExactlyInAnyOrderElementsOf(bodies(1, 3));
        assertThat(fixture.take(rejects())).isEmpty();
    }

    @Test
    void leavesWhatCannotBeSent() {
        fixture.queues
                .sqs()
                .sendMessage(request -> request.queueUrl(rejects().url())
                        .messageBody("spoilt")
                        .messageAttributes(Map.of(
                                "RejectReason",
                                value("String", "unknown_tag"),
                                "SourceAttributes",
                                value("String", "{"))));
        reject(Reason.UNKNOWN_TAG, plain(1, 3));
        fixture.network = refusing("body 2", "InvalidMessageContents", 400);

        Result result = replay();

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).containsPattern("unknown_tag +2 +0 +2").contains("2 messages cannot be sent");
        assertThat(fixture.take(source())).containsExactlyInAnyOrder("body 1", "body 3");
        assertThat(fixture.take(rejects())).containsExactlyInAnyOrder("body 2", "spoilt");
    }

    /** Without its attributes a message may be another one: an upsert in the place of a delete. */
    @Test
    void leavesAndSaysWhatLacksAttributes() {
        String large = "x".repeat(256 * 1024 - 500);
        Map<String, Attribute> attributes =
                Map.of("op", new Attribute("String", "delete"), "note", new Attribute("String", "n".repeat(500)));
        reject(Reason.UNKNOWN_TAG, message("m1", large, attributes, null), plain(2));

        Result result = replay();

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out())
                .containsPattern("unknown_tag +1 +0 +1")
                .contains("1 messages cannot be sent", "1 of them lack attributes");
        assertThat(fixture.take(source())).containsExactly("body 2");
        assertThat(fixture.take(rejects())).containsExactly(large);
    }

    private static WatchedSqs refusing(String body, String code, int status) {
        return new WatchedSqs() {
            @Override
            public SqsRequest before(SqsRequest request) {
                if (request instanceof SendMessageBatchRequest batch
                        && batch.entries().stream()
                                .anyMatch(entry -> entry.messageBody().startsWith(body))) {
                    throw problem(code, status);
                }
                return request;
            }
        };
    }

    private static RuntimeException problem(String code, int status) {
        return (RuntimeException) SqsException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .build();
    }

    @Test
    void makesEverythingVisibleAgainWhenItMayNotSend() {
        reject(Reason.UNKNOWN_TAG, plain(1, 3));
        fixture.network = refusing("body", "AccessDeniedException", 400);

        Result result = replay();

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("may not do sqs:SendMessage").hasLineCount(1);
        assertThat(fixture.take(rejects())).hasSize(3);
    }

    @Test
    void saysWhenMessagesStayOutOfSight() {
        reject(Reason.UNKNOWN_TAG, plain(1, 3));
        fixture.network = new WatchedSqs() {
            @Override
            public SqsRequest before(SqsRequest request) {
                if (request instanceof ChangeMessageVisibilityBatchRequest) {
                    throw problem("AccessDeniedException", 400);
                }
                return request;
            }
        };

        assertThat(replay("--dry-run").out())
                .contains("out of sight for another quarter of an hour", "sqs:ChangeMessageVisibility");
    }

    @Test
    void keepsGroupsOnAFifoQueueAndTellsRecordsOfOneMessageApart() {
        fixture.close();
        fixture = CommandFixture.fifo();
        reject(
                Reason.UNKNOWN_TAG,
                message("m1", "record 1", Map.of(), "g1"),
                message("m1", "record 2", Map.of(), "g1"),
                message("m2", "record 1", Map.of(), "g2"),
                message("m3", "alone", Map.of(), null));

        assertThat(replay().code()).isZero();

        var sent = fixture.takeAll(source());
        assertThat(sent).hasSize(4);
        assertThat(sent.stream()
                        .filter(m -> m.body().startsWith("record"))
                        .map(m -> m.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID)))
                .containsExactlyInAnyOrder("g1", "g1", "g2");
    }

    @Test
    void keepsTheGroupOfAFairQueue() {
        reject(Reason.UNKNOWN_TAG, message("m1", "record 1", Map.of(), "g1"));

        assertThat(replay().code()).isZero();
        assertThat(fixture.takeAll(source()))
                .extracting(m -> m.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID))
                .containsExactly("g1");
    }

    @Test
    void aFifoQueueGetsAMessageOnceThoughTheRunWasKilledBeforeItWasDeleted() throws InterruptedException {
        fixture.close();
        fixture = CommandFixture.fifo();
        Queue dead = fixture.queues.deadLetters();
        for (int i = 1; i <= 3; i++) {
            String number = String.valueOf(i);
            fixture.queues
                    .sqs()
                    .sendMessage(request -> request.queueUrl(dead.url())
                            .messageBody("letter " + number)
                            .messageGroupId("g" + number)
                            .messageDeduplicationId(number));
        }
        fixture.network = new WatchedSqs() {
            @Override
            public SqsResponse after(SqsRequest request, SqsResponse response) {
                if (request instanceof SendMessageBatchRequest) {
                    throw new Killed();
                }
                return response;
            }
        };
        assertThat(catchThrowable(() -> fixture.replay("--from", dead.url(), "--to", source().url())))
                .isInstanceOf(Killed.class);
        fixture.network = new WatchedSqs() {};

        assertThat(fixture.replay("--from", dead.url(), "--to", source().url()).code())
                .isZero();

        var sent = fixture.takeAll(source());
        assertThat(sent).extracting(m -> m.body()).containsExactlyInAnyOrder("letter 1", "letter 2", "letter 3");
        assertThat(sent)
                .extracting(m -> m.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID))
                .containsExactlyInAnyOrder("g1", "g2", "g3");
        assertThat(fixture.take(dead)).isEmpty();
    }

    private void letters(Queue dead, int count, int groups) {
        for (int i = 1; i <= count; i++) {
            String number = String.valueOf(i);
            String group = "g" + i % groups;
            fixture.queues
                    .sqs()
                    .sendMessage(request -> request.queueUrl(dead.url())
                            .messageBody("letter " + number)
                            .messageGroupId(group)
                            .messageDeduplicationId(number));
        }
    }

    @Test
    void aFifoQueueIsEmptiedGroupByGroup() {
        fixture.close();
        fixture = CommandFixture.fifo();
        Queue dead = fixture.queues.deadLetters();
        letters(dead, 47, 2);

        Result result = fixture.replay("--from", dead.url(), "--to", source().url());

        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("47 messages went back.").doesNotContain("handed out");
        assertThat(fixture.take(source())).hasSize(47);
        assertThat(fixture.take(dead)).isEmpty();
    }

    /** A look takes nothing out of the queue, so that to wait or to look again shows no more. */
    @Test
    void aDryRunSaysWhatAFifoQueueDoesNotShow() {
        fixture.close();
        fixture = CommandFixture.fifo();
        Queue dead = fixture.queues.deadLetters();
        letters(dead, 40, 1);

        Result result = fixture.replay("--from", dead.url(), "--to", source().url(), "--dry-run");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out())
                .contains("10 messages would go", "the same command would show the same")
                .containsPattern("\\(not handed out\\) +30");
        assertThat(fixture.time.slept()).isZero();
        assertThat(fixture.take(dead)).hasSize(40);
    }

    /** The queue holds back the group of a message that stays, and the run says so instead of "left 0". */
    @Test
    void saysWhatAFifoQueueHoldsBack() {
        fixture.close();
        fixture = CommandFixture.fifo();
        Queue dead = fixture.queues.deadLetters();
        letters(dead, 25, 1);
        fixture.network = refusing("letter 1", "InvalidMessageContents", 400);

        Result result = fixture.replay("--from", dead.url(), "--to", source().url());

        int sent = fixture.take(source()).size();
        int left = fixture.take(dead).size();
        assertThat(sent + left).isEqualTo(25);
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out())
                .contains("%d messages went back.".formatted(sent))
                .containsPattern("About \\d+ messages of .* were not handed out\\. A FIFO queue holds back");
    }

    /** After a crash the messages are out of sight, and an empty receive does not mean an empty queue. */
    @Test
    void saysWhatAnotherConsumerHolds() {
        reject(Reason.UNKNOWN_TAG, plain(1, 13));
        fixture.queues
                .sqs()
                .receiveMessage(request -> request.queueUrl(rejects().url())
                        .maxNumberOfMessages(10)
                        .visibilityTimeout(900));

        Result result = replay();

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out())
                .contains("3 messages went back.", "About 10 messages", "Another consumer may hold them");
        assertThat(fixture.time.slept()).isPositive();
    }

    @Test
    void keepsToARate() {
        reject(Reason.UNKNOWN_TAG, plain(1, 25));

        assertThat(replay("--rate", "2").code()).isZero();
        assertThat(fixture.time.slept().toMillis()).isEqualTo(12_500);
    }

    @Test
    void explainsEveryMistakeInASentence() {
        String from = rejects().url();
        Result same = fixture.replay("--from", from, "--to", from + "/");
        assertThat(same.code()).isEqualTo(1);
        assertThat(same.err()).contains("are the same queue").hasLineCount(1);
        Result otherSpelling = fixture.replay("--from", from, "--to", from.replace("127.0.0.1", "localhost"));
        assertThat(otherSpelling.err()).contains("are the same queue");
        Result dead = fixture.replay(
                "--from", source().url(), "--to", fixture.queues.deadLetters().url());
        assertThat(dead.code()).isEqualTo(1);
        assertThat(dead.err())
                .contains("The queue of --to is a dead-letter queue")
                .hasLineCount(1);
        Result exchanged = fixture.replay("--from", source().url(), "--to", from);
        assertThat(exchanged.code()).isEqualTo(1);
        assertThat(exchanged.err()).contains("Exchange the two").hasLineCount(1);
        Result missing = fixture.replay("--from", from + "-missing", "--to", source().url());
        assertThat(missing.code()).isEqualTo(1);
        assertThat(missing.err()).contains("There is no queue").hasLineCount(1);
        Result reason = replay("--reason", "unknown_tags");
        assertThat(reason.code()).isEqualTo(2);
        assertThat(reason.err()).contains("--reason takes one of unreadable, ");
        assertThat(fixture.replay("--from", from).code()).isEqualTo(2);
        assertThat(replay("--rate", "-1").code()).isEqualTo(2);
    }
}
