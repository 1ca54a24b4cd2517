package dev.keapsink.tools.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keapsink.tools.queue.CommandFixture;
import dev.keapsink.tools.queue.CommandFixture.Result;
import dev.keapsink.tools.queue.Killed;
import dev.keapsink.tools.queue.QueueSender;
import dev.keapsink.tools.queue.Sha256;
import dev.keapsink.tools.queue.StopSignal;
import dev.keapsink.tools.queue.Throttle;
import dev.keapsink.tools.queue.WatchedSqs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SqsRequest;
import software.amazon.awssdk.services.sqs.model.SqsResponse;

/** A run that ends anywhere is taken up again. */
class PublishInterruptedTest extends PublishFixture {
    @Test
    void refusesToGoOnWithAChangedFileOrAnotherQueue() throws IOException {
        stopAfter(10);
        String other = fixture.queues.rejects().url();

        Result elsewhere = fixture.publish(file.toString(), "--queue-url", other);
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
        fixture.network = onSend((request, response) -> {
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
        StopSignal stop = fixture.stop;
        int[] seen = {0};
        fixture.network = onSend((request, response) -> {
            seen[0] += response.successful().size();
            if (seen[0] >= messages) {
                stop.ask();
            }
            return response;
        });
        Result result = publish();
        fixture.network = new WatchedSqs() {};
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
        StopSignal stop = new StopSignal();
        String content = Sha256.of(file);
        Publisher publisher = new Publisher(
                new QueueSender(fixture.sqs(), url(), fixture.context().retries()),
                false,
                new Composer(content, Optional.empty(), LARGEST),
                PositionFile.of(file),
                new Throttle(OptionalDouble.of(1), fixture.time, wait -> stop.ask()),
                stop);

        Position reached = publisher.publish(file, Position.start(content, url()), sent -> {});

        assertThat(reached.line()).isEqualTo(10);
        assertThat(sent()).hasSize(10);
    }

    /** Runs with a {@code kill -9} before and after every request and every saving of the position, one by one. */
    @Test
    void whereverItIsKilledEveryRecordIsSentAtLeastOnceAndAtMostABatchTwice() throws Exception {
        int kills = 0;
        while (killedAfter(kills, fixture, List.of())) {
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
                .mapToObj(i ->
                        "{\"id\":%d,\"data\":{\"tenant\":\"t%d\",\"email\":\"ann@example.com\"}}".formatted(i, i % 3))
                .toList();
        try (CommandFixture fifo = CommandFixture.fifo()) {
            String queue = fifo.queues.source().url();
            int kills = 0;
            boolean killed = true;
            while (killed) {
                List<String> numbered = new ArrayList<>(records);
                numbered.add("{\"tenant\":\"run\",\"run\":%d,\"email\":\"ann@example.com\"}".formatted(kills));
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

    @Test
    void sendsNothingWithoutAPlaceForItsPosition() throws IOException {
        Files.createDirectory(folder.resolve("leads.ndjson.position.new"));

        Result result = publish();

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .contains("Cannot write", "leads.ndjson.position")
                .hasLineCount(1);
        assertThat(sent()).isEmpty();
    }

    @Test
    void aRestartForgetsTheOldPositionAtOnce() {
        publish();
        sent();
        fixture.stop.ask();
        assertThat(publish("--restart").out()).contains("Stopped after 0 messages");

        assertThat(publish().code()).isZero();
        assertThat(sent()).hasSize(RECORDS);
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

    /** Returns whether the run was killed, which it is not when it has fewer steps. */
    private boolean killedAfter(int steps, CommandFixture fixture, List<String> options) throws InterruptedException {
        Runnable step = Killed.after(steps);
        fixture.network = new WatchedSqs() {
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
        String queue = fixture.queues.source().url();
        Composer composer =
                new Composer(content, fifo ? Optional.of(new GroupBy("tenant")) : Optional.empty(), LARGEST);
        LongConsumer nobody = sent -> {};
        try {
            new Publisher(
                            new QueueSender(
                                    fixture.sqs(), queue, fixture.context().retries()),
                            fifo,
                            composer,
                            positions,
                            fixture.context().throttle(OptionalDouble.empty()),
                            new StopSignal())
                    .publish(file, Position.start(content, queue), nobody);
            return false;
        } catch (Killed killed) {
            return true;
        } finally {
            fixture.network = new WatchedSqs() {};
        }
    }
}
