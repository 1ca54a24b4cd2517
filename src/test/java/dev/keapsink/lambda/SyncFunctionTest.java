package dev.keapsink.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keapsink.simulator.Call;
import dev.keapsink.simulator.Fault;
import dev.keapsink.simulator.KeapSimulator;
import dev.keapsink.simulator.RequestModel;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The function as Lambda calls it: events and replies as JSON, Keap behind real HTTP. */
@QuarkusTest
@QuarkusTestResource(KeapOnLoopback.class)
class SyncFunctionTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    KeapSimulator keap;

    @AfterEach
    void heal() {
        keap.clearFaults();
        assertThat(keap.calls().stream()
                        .filter(call -> call.status() != 400)
                        .flatMap(call -> RequestModel.problems(call).stream()))
                .isEmpty();
    }

    /** Advanced event handling would split the batch, call the function once a message and drop what it returns. */
    @Test
    void aBatchOfTwoArrivesWhole() throws Exception {
        int before = keap.calls().size();

        JsonNode reply = JSON.readTree(invoke(event("whole1@example.com", "whole2@example.com")));

        assertThat(reply.path("batchItemFailures").isArray()).isTrue();
        assertThat(reply.path("batchItemFailures")).isEmpty();
        List<Call> calls = keap.calls().subList(before, keap.calls().size());
        assertThat(calls.stream().filter(call -> call.method().equals("POST")))
                .as("one tag call for both, so both were in one batch")
                .hasSize(1);
    }

    /** Lambda takes any other key for "everything succeeded" and deletes what failed. */
    @Test
    void theReplyUsesLambdasOwnKeys() throws Exception {
        keap.inject(Fault.badGateway().matching(request -> request.body().contains("keys1@example.com")));

        assertThat(invoke(event("keys1@example.com", "keys2@example.com")))
                .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"id-keys1\"}]}");
    }

    @Test
    void writesTheContactWithItsTagAndType() throws Exception {
        invoke(event("type@example.com"));

        assertThat(keap.contacts())
                .filteredOn(contact -> contact.emails().contains("type@example.com"))
                .singleElement()
                .satisfies(contact -> {
                    assertThat(contact.text("contact_type")).isEqualTo("Customer");
                    assertThat(contact.tagIds()).containsExactly(101L);
                });
    }

    @Test
    void aReplyThatIsLostIsReturnedAndSafeAtTheNextDelivery() throws Exception {
        keap.inject(Fault.replyLostAfterCommit().onNext(1).matching("PUT", "/v1/contacts"));
        String event = event("lost@example.com");

        assertThat(invoke(event)).contains("id-lost");
        assertThat(invoke(event)).doesNotContain("id-lost");
        assertThat(keap.contacts())
                .filteredOn(contact -> contact.emails().contains("lost@example.com"))
                .hasSize(1);
    }

    @Test
    void aKeapThatNeverAnswersIsGivenUpAfterTheCallTimeout() throws Exception {
        keap.inject(Fault.swallowed().onNext(1).matching("PUT", "/v1/contacts"));

        assertThat(invoke(event("silent@example.com"))).contains("id-silent");
        assertThat(keap.calls().stream().filter(call -> call.body().contains("silent@example.com")))
                .as("sent and not answered: not repeated")
                .hasSize(1);
    }

    @Test
    void findsAPhoneOnlyContactWhateverCharactersItsNumberHas() throws Exception {
        String body = "{\"phone\":\"+1 (555) 555-0142\",\"first_name\":\"Plus\"}";

        assertThat(invoke(eventOf(body))).isEqualTo("{\"batchItemFailures\":[]}");
        assertThat(invoke(eventOf(body))).isEqualTo("{\"batchItemFailures\":[]}");
        assertThat(keap.contacts())
                .filteredOn(contact -> contact.text("given_name").equals("Plus"))
                .hasSize(1);
    }

    @Test
    void anEmptyBatchIsAnsweredWithNoFailures() throws Exception {
        assertThat(invoke("{\"Records\":[]}")).isEqualTo("{\"batchItemFailures\":[]}");
    }

    @Test
    void aMessageWithoutAnIdFailsTheInvocationAndSoReturnsEverything() throws Exception {
        HttpResponse<String> response = post("{\"Records\":[{\"body\":\"{}\",\"eventSource\":\"aws:sqs\"}]}");

        assertThat(response.statusCode()).isEqualTo(500);
    }

    private static String event(String... emails) throws IOException {
        List<String> records = new ArrayList<>();
        for (String email : emails) {
            records.add(record("id-" + email.replaceFirst("@.*", ""), "{\"email\":\"" + email + "\"}"));
        }
        return "{\"Records\":[" + String.join(",", records) + "]}";
    }

    private static String eventOf(String body) throws IOException {
        return "{\"Records\":[" + record("id", body) + "]}";
    }

    private static String record(String id, String body) throws IOException {
        return """
                {"messageId":"%s","receiptHandle":"r","body":%s,"attributes":{"ApproximateReceiveCount":"1",
                "SentTimestamp":"1770000000000"},"messageAttributes":{},"md5OfBody":"x","eventSource":"aws:sqs",
                "eventSourceARN":"arn:aws:sqs:eu-central-1:000000000000:keap-sink","awsRegion":"eu-central-1"}""".formatted(id, JSON.writeValueAsString(body));
    }

    private static String invoke(String event) throws Exception {
        HttpResponse<String> response = post(event);
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }

    private static HttpResponse<String> post(String event) throws Exception {
        String port = ConfigProvider.getConfig().getValue("quarkus.lambda.mock-event-server.test-port", String.class);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port))
                            .POST(HttpRequest.BodyPublishers.ofString(event))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
