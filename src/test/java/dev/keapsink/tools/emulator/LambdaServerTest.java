package dev.keapsink.tools.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keapsink.tools.common.CommandFailure;
import dev.keapsink.tools.local.InvocationResult;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LambdaServerTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MAPPINGS = "/2015-03-31/event-source-mappings/";
    private static final String DESCRIPTION = """
            {"UUID": "m1", "State": "Disabled", "BatchSize": 100, "MaximumBatchingWindowInSeconds": 5,
             "EventSourceArn": "arn:aws:sqs:eu-central-1:123456789012:keap-sink",
             "FunctionArn": "arn:aws:lambda:eu-central-1:123456789012:function:keap-sink",
             "FunctionResponseTypes": ["ReportBatchItemFailures"]}
            """;

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Mapping> polled = new ArrayList<>();
    private final Map<String, InvocationResult> results = new HashMap<>();
    private AwsDouble aws;
    private LambdaServer lambda;

    @BeforeEach
    void start() throws IOException {
        aws = new AwsDouble();
        Mappings mappings = new Mappings(mapping -> {
            polled.add(mapping);
            return () -> polled.remove(mapping);
        });
        lambda = LambdaServer.start(new EmulatedAws(aws.endpoint(), "eu-central-1"), this::invoke, mappings);
    }

    @AfterEach
    void stop() {
        lambda.close();
        aws.close();
    }

    private InvocationResult invoke(String function, String payload) {
        InvocationResult result = results.get(function + " " + payload);
        if (result == null) {
            throw new CommandFailure("There is no function " + function);
        }
        return result;
    }

    private HttpResponse<String> send(String method, String target, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(lambda.endpoint() + target))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Authorization", "signed")
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private JsonNode sent(int request) throws IOException {
        return JSON.readTree(aws.requests().get(request).body());
    }

    @Test
    void passesOnWhatItDoesNotDoItself() throws Exception {
        aws.answers(404, "ResourceNotFoundException", "{\"Message\":\"none\"}");

        HttpResponse<String> reply = send("GET", "/2015-03-31/functions/keap-sink?Qualifier=1", "");

        assertThat(aws.requests())
                .containsExactly(
                        new AwsDouble.Request("GET", "/2015-03-31/functions/keap-sink?Qualifier=1", "signed", ""));
        assertThat(reply.statusCode()).isEqualTo(404);
        assertThat(reply.headers().firstValue("x-amzn-ErrorType")).contains("ResourceNotFoundException");
        assertThat(reply.body()).isEqualTo("{\"Message\":\"none\"}");
    }

    @Test
    void pollsAMappingItselfAndKeepsItFromTheEmulator() throws Exception {
        aws.answers(201, DESCRIPTION);

        HttpResponse<String> reply = send("POST", MAPPINGS, "{\"Enabled\": true, \"BatchSize\": 100}");

        assertThat(sent(0)).isEqualTo(JSON.readTree("{\"Enabled\": false, \"BatchSize\": 100}"));
        assertThat(JSON.readTree(reply.body()).path("State").asText()).isEqualTo("Enabled");
        assertThat(polled)
                .containsExactly(new Mapping(
                        "m1",
                        "arn:aws:sqs:eu-central-1:123456789012:keap-sink",
                        "arn:aws:lambda:eu-central-1:123456789012:function:keap-sink",
                        100,
                        Duration.ofSeconds(5),
                        true));
    }

    @Test
    void aMappingThatIsCreatedWithoutAWordIsEnabled() throws Exception {
        aws.answers(201, DESCRIPTION);

        send("POST", MAPPINGS, "{}");

        assertThat(sent(0).path("Enabled").isBoolean()).isTrue();
        assertThat(polled).hasSize(1);
    }

    @Test
    void aMappingThatIsDisabledIsPolledNoMore() throws Exception {
        aws.answers(201, DESCRIPTION);
        send("POST", MAPPINGS, "{}");
        aws.answers(202, DESCRIPTION);
        aws.answers(200, "{\"EventSourceMappings\": [" + DESCRIPTION + "]}");

        send("PUT", MAPPINGS + "m1", "{\"Enabled\": false}");

        assertThat(polled).isEmpty();
        assertThat(JSON.readTree(send("GET", MAPPINGS, "").body())
                        .path("EventSourceMappings")
                        .path(0)
                        .path("State")
                        .asText())
                .isEqualTo("Disabled");
    }

    @Test
    void aMappingKeepsItsStateThroughOtherChanges() throws Exception {
        aws.answers(201, DESCRIPTION);
        send("POST", MAPPINGS, "{}");
        aws.answers(202, DESCRIPTION.replace("100", "10"));

        send("PUT", MAPPINGS + "m1", "{\"BatchSize\": 10}");

        assertThat(polled).extracting(Mapping::batchSize).containsExactly(10);
    }

    @Test
    void aMappingThatWasRefusedIsNotPolled() throws Exception {
        aws.answers(400, "InvalidParameterValueException", "{\"Message\":\"no such queue\"}");

        HttpResponse<String> reply = send("POST", MAPPINGS, "{}");

        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(polled).isEmpty();
    }

    @Test
    void aDeletedMappingIsPolledNoMore() throws Exception {
        aws.answers(201, DESCRIPTION);
        send("POST", MAPPINGS, "{}");
        aws.answers(202, DESCRIPTION);

        send("DELETE", MAPPINGS + "m1", "");

        assertThat(polled).isEmpty();
    }

    @Test
    void anInvocationIsAnsweredByTheFunction() throws Exception {
        results.put("keap-sink-check {}", new InvocationResult.Reply("{\"ok\":true}"));

        HttpResponse<String> reply = send("POST", "/2015-03-31/functions/keap-sink-check/invocations", "{}");

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.headers().firstValue("X-Amz-Function-Error")).isEmpty();
        assertThat(reply.body()).isEqualTo("{\"ok\":true}");
        assertThat(aws.requests()).isEmpty();
    }

    @Test
    void aFunctionThatFailsIsToldAsLambdaTellsIt() throws Exception {
        results.put("late {}", new InvocationResult.TimedOut(Duration.ofMinutes(2)));

        HttpResponse<String> reply = send("POST", "/2015-03-31/functions/late/invocations", "{}");

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.headers().firstValue("X-Amz-Function-Error")).contains("Unhandled");
        assertThat(reply.body()).contains("timed out");
    }

    @Test
    void aFunctionThatCannotRunIsAnErrorOfTheRequest() throws Exception {
        HttpResponse<String> reply = send("POST", "/2015-03-31/functions/other/invocations", "{}");

        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(reply.body()).contains("There is no function other");
    }
}
