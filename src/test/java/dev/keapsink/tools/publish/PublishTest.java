package dev.keapsink.tools.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.tools.common.Commands;
import dev.keapsink.tools.queue.CommandFixture;
import dev.keapsink.tools.queue.CommandFixture.Result;
import dev.keapsink.tools.queue.WatchedSqs;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SqsRequest;
import software.amazon.awssdk.services.sqs.model.SqsResponse;

class PublishTest extends PublishFixture {
    /** The sizes of the requests that send. */
    private List<Integer> requests() {
        List<Integer> sizes = new ArrayList<>();
        fixture.network = new WatchedSqs() {
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
    void saysBeforeItSendsWhatIsNotWrittenOfAFile() throws IOException {
        file = Files.writeString(
                folder.resolve("leads.csv"), "email;shoes\na@example.com;38\nno address;39\nb@example.com;40;x\n");

        Result result = publish();

        assertThat(result.code()).isEqualTo(1);
        assertThat(sent()).hasSize(2);
        assertThat(result.out())
                .containsSubsequence(
                        "Read as CSV with semicolons.",
                        "Columns without a place in Keap: shoes (not written, unless",
                        "Records that will be rejected: 1",
                        "line 3: invalid_value (email1)",
                        "2 messages are in the queue.",
                        "line 4: 3 cells, where the header has 2");
    }

    @Test
    void tellsRejectedRecordsFromLinesThatAreNotSentByItsExitCode() throws IOException {
        file = Files.writeString(folder.resolve("leads.csv"), "email\na@example.com\nno address\n");

        Result first = publish();
        Result again = publish();

        assertThat(first.code()).isEqualTo(Commands.REJECTED).isEqualTo(3);
        assertThat(first.out())
                .contains(
                        "2 messages are in the queue.",
                        "The function will reject 1 of the records, so the exit code is 3.");
        assertThat(again.code()).as("a second run says the same").isEqualTo(3);
        assertThat(sent()).hasSize(2);
    }

    @Test
    void offersAMappingForAFileWithoutAKnownName() throws IOException {
        file = Files.writeString(folder.resolve("leads.csv"), "Kontakt;Ort\na@example.com;Rom\nb@example.com;Bonn\n");

        Result result = publish();

        assertThat(result.code()).isEqualTo(1);
        assertThat(sent()).isEmpty();
        assertThat(result.err())
                .contains("none of its names is known")
                .contains("export KEAP_SINK_MAPPING='{\"automatic\":true,\"fields\":{\"email1\":\"Kontakt\"}}'");
    }

    @Test
    void sendsNothingOfAFileWithADoubleHeader() throws IOException {
        file = Files.writeString(folder.resolve("leads.csv"), "email,email\na@example.com,b@example.com\n");

        Result result = publish();

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("Line 1 of", "column 2 (B)").hasLineCount(1);
        assertThat(sent()).isEmpty();
    }

    @Test
    void sendsNothingOfAFileWithoutAHeaderRowUnlessItHasTo() throws IOException {
        file = Files.writeString(folder.resolve("leads.csv"), "617-555-0100,Ann\n617-555-0101,Bob\n");

        Result result = publish();

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .contains("Line 1 of", "none of its names is known")
                .hasLineCount(1);
        assertThat(sent()).isEmpty();
        assertThat(publish("--force").code()).isEqualTo(Commands.REJECTED);
        assertThat(sent()).hasSize(1);
    }

    @Test
    void keepsRequestsWithinAQuarterMebibyte() throws IOException {
        String half = "{\"notes\":\"%s\"}".formatted("x".repeat(128 * 1024 - 12));
        Files.write(file, List.of(half, half, half + " ", half, half));
        List<Integer> requests = requests();

        assertThat(publish().code()).isEqualTo(Commands.REJECTED);
        assertThat(requests).containsExactly(2, 1, 2);
    }

    @Test
    void namesLinesThatCannotBeSentAndSendsTheOthers() throws IOException {
        Files.write(
                file,
                List.of(
                        "{\"a\":1}",
                        "{\"email\":\"ann@example.com\"",
                        "{\"b\":\"" + "x".repeat(240 * 1024) + "\"}",
                        "",
                        "\"text\"",
                        "[{\"c\":1},{\"c\":2}]"));

        Result result = publish();

        assertThat(result.code()).isEqualTo(1);
        assertThat(sent()).containsExactlyInAnyOrder("{\"a\":1}", "[{\"c\":1},{\"c\":2}]");
        assertThat(result.out())
                .contains("2 messages are in the queue.", "Lines that are not sent: 3")
                .contains("line 2: not JSON", "line 3: larger than the queue takes (240 KiB)", "line 5: not JSON")
                .contains("(4 calls;")
                .doesNotContain("example.com");
        assertThat(folder.resolve("leads.ndjson.not-sent")).content().hasLineCount(3);
    }

    @Test
    void sendsATombstoneAsTheFunctionTakesIt() throws IOException {
        Files.write(file, List.of("null", "{\"a\":1}"));

        assertThat(publish().code()).isEqualTo(Commands.REJECTED);
        assertThat(sent()).containsExactlyInAnyOrder("null", "{\"a\":1}");
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
        String other = "{\"email\":\"new@example.com\"}";
        Files.write(file, List.of(other));

        assertThat(publish().code()).isZero();
        assertThat(sent()).containsExactly(other);
    }

    @Test
    void keepsToARate() {
        assertThat(publish("--rate", "0.5").code()).isZero();
        assertThat(fixture.time.slept())
                .as("for 20 messages; nothing comes after the last five")
                .hasSeconds(40);
    }

    private void retention(int seconds) {
        saysOfItself(QueueAttributeName.MESSAGE_RETENTION_PERIOD, Integer.toString(seconds));
    }

    private void saysOfItself(QueueAttributeName name, String value) {
        fixture.network = new WatchedSqs() {
            @Override
            public SqsResponse after(SqsRequest request, SqsResponse response) {
                if (!(response instanceof GetQueueAttributesResponse answer)) {
                    return response;
                }
                Map<QueueAttributeName, String> attributes = new HashMap<>(answer.attributes());
                attributes.put(name, value);
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
        try (CommandFixture fifo = CommandFixture.fifo()) {
            Result result = fifo.publish(
                    file.toString(), "--queue-url", fifo.queues.source().url());
            assertThat(result.code()).isEqualTo(1);
            assertThat(result.err()).contains("is a FIFO queue", "--group-by");
        }
    }

    @Test
    void aDeadLetterQueueIsNoPlaceToSendTo() {
        saysOfItself(
                QueueAttributeName.REDRIVE_ALLOW_POLICY,
                "{\"redrivePermission\":\"byQueue\",\"sourceQueueArns\":[\"arn:aws:sqs:us-east-1:1:leads\"]}");

        Result result = publish();
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("is a dead-letter queue").hasLineCount(1);
    }

    @Test
    void explainsEveryMistakeInASentence() {
        assertThat(fixture.publish(file.toString()).code()).isEqualTo(2);
        assertThat(fixture.publish(file.toString(), "--queue-url", "keap-sink").err())
                .contains("takes a queue's URL")
                .contains("--help lists the options");
        assertThat(fixture.publish(file.toString(), "--queue-url", "arn:aws:sqs:us-east-1:1:q")
                        .err())
                .contains("not its ARN");
        assertThat(publish("--rate", "0").code()).isEqualTo(2);
        assertThat(publish("--calls-a-minute", "0").code()).isEqualTo(2);
        assertThat(publish("--tags", "-1").code()).isEqualTo(2);
        Result missing = fixture.publish(file.toString(), "--queue-url", url() + "-missing");
        assertThat(missing.code()).isEqualTo(1);
        assertThat(missing.err()).contains("There is no queue").hasLineCount(1);
        assertThat(fixture.publish(folder.resolve("none.csv").toString(), "--queue-url", url())
                        .err())
                .contains("There is no file");
    }
}
