package dev.keapsink.tools.rejects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.keapsink.tools.local.LocalQueues.Queue;
import dev.keapsink.tools.queue.CommandFixture;
import dev.keapsink.tools.queue.CommandFixture.Result;
import dev.keapsink.tools.queue.Killed;
import dev.keapsink.tools.queue.StopSignal;
import dev.keapsink.tools.queue.WatchedSqs;
import dev.keapsink.tools.records.RecordFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.OverLimitException;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SqsException;
import software.amazon.awssdk.services.sqs.model.SqsRequest;
import software.amazon.awssdk.services.sqs.model.SqsResponse;

class RejectsTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    private CommandFixture fixture;

    @BeforeEach
    void start() {
        fixture = CommandFixture.standard();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private Queue queue() {
        return fixture.queues.rejects();
    }

    private Result rejects(String... more) {
        return fixture.rejects(Stream.concat(Stream.of("--from", queue().url()), Stream.of(more))
                .toArray(String[]::new));
    }

    /** Puts a reject into the queue, and returns its id. */
    private String reject(String reason, String field, String time, String body) {
        Map<String, String> attributes = new HashMap<>(Map.of(
                "RejectReason",
                reason,
                "RejectDetail",
                "something about " + field,
                "SourceMessageId",
                "source-of-" + body.hashCode(),
                "RejectedAt",
                time,
                "SourceAttributes",
                "{\"attributes\":{\"op\":{\"type\":\"String\",\"value\":\"upsert\"}}}"));
        if (!field.isEmpty()) {
            attributes.put("RejectField", field);
        }
        Map<String, MessageAttributeValue> values = new HashMap<>();
        attributes.forEach((name, text) -> values.put(
                name,
                MessageAttributeValue.builder()
                        .dataType("String")
                        .stringValue(text)
                        .build()));
        return fixture.queues
                .sqs()
                .sendMessage(request ->
                        request.queueUrl(queue().url()).messageBody(body).messageAttributes(values))
                .messageId();
    }

    private void thirteen() {
        for (int i = 1; i <= 12; i++) {
            reject("unknown_tag", "tags", "2026-11-%02dT10:00:00Z".formatted(i), "{\"n\":" + i + "}");
        }
        reject("no_match_key", "", "2026-11-20T10:00:00Z", "{\"n\":13}");
    }

    /** Everything that is visible in the queue. */
    private List<String> visible() {
        return fixture.take(queue());
    }

    @Test
    void countsByReasonAndFieldWithTimesAndAnExample() {
        thirteen();

        Result result = rejects();

        assertThat(result.code()).isZero();
        assertThat(result.out())
                .containsPattern("unknown_tag +tags +12 +2026-11-01T10:00:00Z 2026-11-12T10:00:00Z")
                .containsPattern("for example [0-9a-f-]{36}: something about tags")
                .containsPattern("no_match_key +1 +2026-11-20T10:00:00Z 2026-11-20T10:00:00Z")
                .contains("13 messages. They stay in the queue.");
        assertThat(visible()).hasSize(13);
    }

    @Test
    void neverDeletesOrSends() {
        thirteen();
        List<SqsRequest> requests = new CopyOnWriteArrayList<>();
        fixture.network = new WatchedSqs() {
            @Override
            public SqsRequest before(SqsRequest request) {
                requests.add(request);
                return request;
            }
        };

        rejects("--list");
        rejects("--export", folder.resolve("all.csv").toString());

        assertThat(requests)
                .isNotEmpty()
                .doesNotHaveAnyElementsOfTypes(
                        DeleteMessageRequest.class,
                        DeleteMessageBatchRequest.class,
                        SendMessageRequest.class,
                        SendMessageBatchRequest.class);
        assertThat(requests)
                .filteredOn(ReceiveMessageRequest.class::isInstance)
                .allSatisfy(request -> assertThat(((ReceiveMessageRequest) request).visibilityTimeout())
                        .isEqualTo(60));
    }

    @Test
    void listsOneLineForEachMessage() {
        thirteen();

        Result result = rejects("--list", "--reason", "no_match_key");

        assertThat(result.code()).isZero();
        assertThat(result.out())
                .hasLineCount(1)
                .containsPattern("^[0-9a-f-]{36}  2026-11-20T10:00:00Z  no_match_key +-  +something about");
        assertThat(visible()).hasSize(13);
    }

    @Test
    void showsOneByItsIdOrByTheIdThatTheLogNames() {
        thirteen();
        String body = "{\"email\":\"ada@example.com\",\"amount\":1.10}";
        String id = reject("invalid_value", "amount", "2026-11-21T10:00:00Z", body);

        Result result = rejects("--show", id);

        assertThat(result.code()).isZero();
        assertThat(result.out())
                .contains("invalid_value", "something about amount", "source-of-" + body.hashCode(), "\"op\"")
                .contains("  \"amount\" : 1.10");
        assertThat(rejects("--show", "source-of-" + body.hashCode()).out()).contains(id);
        Result none = rejects("--show", "nobody");
        assertThat(none.code()).isEqualTo(1);
        assertThat(none.out()).contains("No message nobody was found.");
        assertThat(visible()).hasSize(14);
    }

    @Test
    void exportsNdjsonWithTheReasonBesideTheRecordAsItCame() throws IOException {
        reject("unknown_tag", "tags", "2026-11-01T10:00:00Z", "{\n  \"amount\": 1.10, \"id\": 12345678901234567890}");
        reject("unreadable", "", "2026-11-01T10:00:00Z", "{\"broken\":");
        Path file = folder.resolve("all.ndjson");

        Result result = rejects("--export", file.toString());

        assertThat(result.out()).contains("2 records are in " + file);
        List<String> lines = Files.readAllLines(file);
        assertThat(lines)
                .hasSize(2)
                .anySatisfy(line ->
                        assertThat(line).endsWith("\"record\":{   \"amount\": 1.10, \"id\": 12345678901234567890}}"));
        JsonNode broken = JSON.readTree(lines.stream()
                .filter(line -> line.contains("broken"))
                .findFirst()
                .orElseThrow());
        assertThat(broken.path("record").textValue()).isEqualTo("{\"broken\":");
        assertThat(broken.at("/reject/reason").textValue()).isEqualTo("unreadable");
        assertThat(broken.at("/reject/source_attributes/attributes/op/value").textValue())
                .isEqualTo("upsert");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(folder).isDirectoryContaining("glob:**.ndjson");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void exportsCsvWithTheColumnsOfAllRecords() throws IOException {
        reject("unknown_tag", "tags", "2026-11-01T10:00:00Z", "{\"email\":\"ada@example.com\",\"tags\":[9]}");
        reject("invalid_value", "zip", "2026-11-02T10:00:00Z", "{\"email\":\"bob@example.com\",\"zip\":null}");
        reject("unreadable", "", "2026-11-03T10:00:00Z", "no json");
        Path file = folder.resolve("all.csv");

        assertThat(rejects("--export", file.toString()).code()).isZero();

        List<String> lines = Files.readAllLines(file);
        assertThat(lines.getFirst())
                .startsWith("\uFEFFRejectReason,RejectField,RejectDetail,SourceMessageId,RejectedAt,Body,email,")
                .contains(",tags", ",zip");
        assertThat(lines)
                .hasSize(4)
                .anyMatch(line -> line.contains("ada@example.com,[9],"))
                .anyMatch(line -> line.contains(",no json,"));
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    /** A spreadsheet must neither run a cell nor change a number; and the other commands read the cell as it was. */
    @Test
    void aSpreadsheetTakesNoCellForAFormula() throws IOException {
        reject(
                "invalid_value",
                "phone",
                "2026-11-01T10:00:00Z",
                "{\"email\":\"ada@example.com\",\"phone\":\"+1 555 0100\",\"zip\":\"02139\",\"balance\":-5,"
                        + "\"note\":\"=HYPERLINK(1)\",\"quoted\":\"=A1&\\\"x\\\"\",\"title\":\"@me\"}");
        Path file = folder.resolve("all.csv");

        rejects("--export", file.toString());

        assertThat(Files.readString(file))
                .contains("\"=\"\"+1 555 0100\"\"\"", "\"=\"\"02139\"\"\"", ",-5,")
                .contains("\"=\"\"=HYPERLINK(1)\"\"\"", "\"'=A1&\"\"x\"\"\"", "\"=\"\"@me\"\"\"");
        JsonNode read = JSON.readTree(RecordFile.read(file).lines().getFirst().body());
        assertThat(read.path("phone").textValue()).isEqualTo("+1 555 0100");
        assertThat(read.path("zip").textValue()).isEqualTo("02139");
        assertThat(read.path("note").textValue()).isEqualTo("=HYPERLINK(1)");
        assertThat(read.path("quoted").textValue()).isEqualTo("=A1&\"x\"");
    }

    /** Half of a character, as some JSON libraries cut a text, has no place in a file of UTF-8. */
    @Test
    void halfACharacterStopsNoExport() throws IOException {
        reject(
                "invalid_value",
                "name",
                "2026-11-01T10:00:00Z",
                "{\"email\":\"ada@example.com\",\"name\":\"A\\ud83d\"}");
        reject("invalid_value", "name", "2026-11-01T10:00:00Z", "{\"email\":\"bob@example.com\",\"name\":\"B\"}");
        Path file = folder.resolve("all.csv");

        Result result = rejects("--export", file.toString());

        assertThat(result.code()).isZero();
        assertThat(Files.readString(file)).contains("bob@example.com");
        assertThat(Files.readString(folder.resolve("all.rest.ndjson"))).contains("\"name\":\"A\\ud83d\"");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void namesThatDifferInCaseAreOneColumnWhichPublishTakes() throws IOException {
        reject("invalid_value", "zip", "2026-11-01T10:00:00Z", "{\"Email\":\"ada@example.com\",\"body\":\"x\"}");
        reject("invalid_value", "zip", "2026-11-01T10:00:00Z", "{\"email \":\"bob@example.com\"}");
        reject(
                "invalid_value",
                "zip",
                "2026-11-01T10:00:00Z",
                "{\"email\":\"cy@example.com\",\"EMAIL\":\"di@example.com\"}");
        reject("unreadable", "", "2026-11-01T10:00:00Z", "no json");
        Path file = folder.resolve("all.csv");

        rejects("--export", file.toString());

        assertThat(bodies(file).stream()
                        .flatMap(record -> record.properties().stream())
                        .filter(member -> member.getKey().strip().equalsIgnoreCase("email"))
                        .map(member -> member.getValue().textValue()))
                .containsExactlyInAnyOrder("ada@example.com", "bob@example.com");
        assertThat(bodies(file))
                .anyMatch(record -> record.path("body").asText().equals("x"))
                .anyMatch(record -> record.path("RejectBody").asText().equals("no json"));
        assertThat(Files.readAllLines(folder.resolve("all.rest.ndjson")))
                .singleElement()
                .asString()
                .contains("di@example.com");
    }

    private static List<JsonNode> bodies(Path file) {
        return RecordFile.read(file).lines().stream()
                .map(line -> Bodies.json(line.body()).orElseThrow())
                .toList();
    }

    /** What a person mends in a table and publishes must not become another operation, or another record. */
    @Test
    void whatATableWouldChangeGoesToAFileOfItsOwn() throws IOException {
        reject("invalid_value", "zip", "2026-11-01T10:00:00Z", "{\"op\":\"delete\",\"email\":\"flat@example.com\"}");
        reject(
                "invalid_value",
                "zip",
                "2026-11-01T10:00:00Z",
                "{\"op\":\"delete\",\"data\":{\"email\":\"envelope@example.com\"}}");
        reject("invalid_value", "zip", "2026-11-01T10:00:00Z", "[{\"email\":\"list@example.com\"}]");
        send("RejectReason", "x", "SourceAttributes", "{\"attributes\":{\"op\":{\"value\":\"delete\"}}}");
        send("RejectReason", "x", "SourceAttributes", "{\"cut\":1}");
        send("op", "delete");
        Path file = folder.resolve("all.csv");

        Result result = rejects("--export", file.toString());

        assertThat(result.out())
                .contains("1 records are in ", "5 others are in " + folder.resolve("all.rest.ndjson"))
                .contains("3 records had attributes beside them", "replay");
        assertThat(bodies(file)).singleElement().satisfies(record -> {
            assertThat(record.path("op").textValue()).isEqualTo("delete");
            assertThat(record.path("email").textValue()).isEqualTo("flat@example.com");
        });
        List<String> rest = Files.readAllLines(folder.resolve("all.rest.ndjson"));
        assertThat(rest)
                .hasSize(5)
                .filteredOn(line -> line.contains("\"needs_attributes\":true"))
                .hasSize(3)
                .anyMatch(line -> line.contains("(dead letter)") && line.contains("\"value\":\"delete\""));
        assertThat(Files.getPosixFilePermissions(folder.resolve("all.rest.ndjson")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(rejects("--export", file.toString()).err()).contains("is there already");
    }

    private void send(String... attributes) {
        Map<String, MessageAttributeValue> values = new HashMap<>();
        for (int i = 0; i < attributes.length; i += 2) {
            values.put(
                    attributes[i],
                    MessageAttributeValue.builder()
                            .dataType("String")
                            .stringValue(attributes[i + 1])
                            .build());
        }
        fixture.queues
                .sqs()
                .sendMessage(request -> request.queueUrl(queue().url())
                        .messageBody("{\"email\":\"attribute@example.com\"}")
                        .messageAttributes(values));
    }

    @Test
    void whatAKilledExportLeftIsGoneAfterTheNext() throws IOException {
        thirteen();
        Files.writeString(folder.resolve(".all.csv507263930637120870.new"), "left");
        Path other = Files.writeString(folder.resolve(".all.ndjson507263930637120870.new"), "another's");
        Path file = folder.resolve("all.csv");

        rejects("--export", file.toString());

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(file, other);
        }
    }

    @Test
    void replacesAFileOnlyWhenItIsToldTo() throws IOException {
        thirteen();
        Path file = Files.writeString(folder.resolve("all.ndjson"), "mine");

        Result refused = rejects("--export", file.toString());

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("is there already").contains("--force");
        assertThat(file).content().isEqualTo("mine");
        assertThat(rejects("--export", file.toString(), "--force").code()).isZero();
        assertThat(Files.readAllLines(file)).hasSize(13);
        assertThat(rejects("--export", folder.resolve("all.xlsx").toString()).code())
                .isEqualTo(2);
        assertThat(rejects("--export", folder.resolve("none/all.csv").toString())
                        .err())
                .contains("there is no folder");
    }

    @Test
    void showsDeadLettersAsWell() {
        fixture.queues
                .sqs()
                .sendMessage(
                        request -> request.queueUrl(fixture.queues.deadLetters().url())
                                .messageBody("{\"email\":\"ada@example.com\"}"));

        Result result = fixture.rejects("--from", fixture.queues.deadLetters().url());

        assertThat(result.out()).containsPattern("\\(dead letter\\) +1 +\\d{4}-");
        assertThat(fixture.take(fixture.queues.deadLetters())).hasSize(1);
    }

    @Test
    void doesNotReadTheSourceQueue() {
        Result result = fixture.rejects("--from", fixture.queues.source().url());

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("count as a delivery");
    }

    @Test
    void countsAMessageOnceThoughItComesAgain() {
        thirteen();
        fixture.network = new WatchedSqs() {
            @Override
            public SqsRequest before(SqsRequest request) {
                return request instanceof ReceiveMessageRequest receive
                        ? receive.toBuilder().visibilityTimeout(0).build()
                        : request;
            }
        };

        assertThat(rejects().out()).contains("13 messages.");
    }

    @Test
    void makesEverythingVisibleAgainWhenItIsStopped() {
        thirteen();
        StopSignal stop = fixture.stop;
        fixture.network = new WatchedSqs() {
            @Override
            public SqsResponse after(SqsRequest request, SqsResponse response) {
                if (request instanceof ReceiveMessageRequest) {
                    stop.ask();
                }
                return response;
            }
        };

        Result result = rejects();

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("Stopped after 10 messages");
        assertThat(visible()).hasSize(13);
    }

    @Test
    void makesEverythingVisibleAgainWhenSqsFails() {
        thirteen();
        fixture.network = failing(ReceiveMessageRequest.class, problem("AccessDeniedException"), 1);

        Result result = rejects("--export", folder.resolve("all.csv").toString());

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("may not do sqs:ReceiveMessage");
        assertThat(visible()).hasSize(13);
        assertThat(folder).isEmptyDirectory();
        assertThat(fixture.time.slept()).isZero();
    }

    @Test
    void saysWhenMessagesStayOutOfSight() {
        thirteen();
        fixture.network = failing(ChangeMessageVisibilityBatchRequest.class, problem("AccessDeniedException"), 0);

        Result result = rejects();

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).contains("13 messages.");
        assertThat(result.err()).contains("out of sight for another 1 min", "sqs:ChangeMessageVisibility");
    }

    @Test
    void readsAsFarAsSqsHandsMessagesOut() {
        thirteen();
        fixture.network = failing(
                ReceiveMessageRequest.class,
                OverLimitException.builder().statusCode(403).build(),
                1);

        Result result = rejects();

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).contains("10 messages.");
        assertThat(result.err()).contains("no more than 120,000 messages at once: 10 of about 13");
        assertThat(visible()).hasSize(13);
    }

    @Test
    void saysWhatAFifoQueueHoldsBack() {
        fixture.close();
        fixture = CommandFixture.fifo();
        Queue dead = fixture.queues.deadLetters();
        for (int i = 1; i <= 25; i++) {
            String number = String.valueOf(i);
            fixture.queues
                    .sqs()
                    .sendMessage(request -> request.queueUrl(dead.url())
                            .messageBody(number)
                            .messageGroupId("g")
                            .messageDeduplicationId(number));
        }

        Result result = fixture.rejects("--from", dead.url());

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .containsPattern("About \\d+ messages of .* not handed out. A FIFO queue holds back")
                .contains("the same command would show the same");
        assertThat(fixture.take(dead)).as("in their order").hasSize(25).startsWith("1", "2", "3");
    }

    @Test
    void failsWhenAnotherConsumerHoldsMessages() {
        thirteen();
        fixture.queues
                .sqs()
                .receiveMessage(request ->
                        request.queueUrl(queue().url()).maxNumberOfMessages(7).visibilityTimeout(600));

        Result result = rejects();

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).contains("6 messages.");
        assertThat(result.err())
                .contains("About 7 messages", "not handed out", "until their visibility timeout ends")
                .doesNotContain("quarter of an hour");
    }

    /** What someone else wrote must neither reverse nor hide what the terminal shows. */
    @Test
    void aTerminalGetsNoFormatCharacters() {
        String id = reject("unknown_tag", "a\u202Eb", "2026-11-01T10:00:00Z", "{\"n\":\"x\u202Ey\u2066z\"}");

        for (Result result : List.of(rejects(), rejects("--list"), rejects("--show", id))) {
            assertThat(result.out()).contains("ab").doesNotContain("\u202E", "\u2066");
        }
    }

    /** Lets requests of a kind fail after some that succeeded. */
    private static WatchedSqs failing(Class<? extends SqsRequest> kind, RuntimeException problem, int successes) {
        int[] left = {successes};
        return new WatchedSqs() {
            @Override
            public SqsRequest before(SqsRequest request) {
                if (kind.isInstance(request) && left[0]-- <= 0) {
                    throw problem;
                }
                return request;
            }
        };
    }

    private static RuntimeException problem(String code) {
        return (RuntimeException) SqsException.builder()
                .statusCode(400)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .build();
    }

    @Test
    void aKillOverridesNothing() throws IOException {
        thirteen();
        Path file = Files.writeString(folder.resolve("all.csv"), "mine");
        fixture.network = new WatchedSqs() {
            @Override
            public SqsResponse after(SqsRequest request, SqsResponse response) {
                if (request instanceof ReceiveMessageRequest) {
                    throw new Killed();
                }
                return response;
            }
        };

        assertThat(catchThrowable(() -> rejects("--export", file.toString(), "--force")))
                .isInstanceOf(Killed.class);

        assertThat(file).content().isEqualTo("mine");
    }
}
