package dev.keapsink.tools.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class LambdaRuntimeServerTest {
    private static final Duration AMPLE = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newHttpClient();
    private LambdaRuntimeServer runtime;

    @BeforeEach
    void start() throws IOException {
        runtime = LambdaRuntimeServer.start("arn:aws:lambda:us-east-1:000000000000:function:f");
    }

    @AfterEach
    void stop() {
        runtime.close();
    }

    @Test
    void handsTheEventToTheFunctionWithLambdasHeaders() throws Exception {
        CompletableFuture<InvocationResult> result = invoke("{\"Records\":[]}", AMPLE);

        HttpResponse<String> event = get("invocation/next");

        assertThat(event.body()).isEqualTo("{\"Records\":[]}");
        assertThat(header(event, "Lambda-Runtime-Invoked-Function-Arn")).endsWith(":function:f");
        assertThat(Long.parseLong(header(event, "Lambda-Runtime-Deadline-Ms")))
                .isBetween(System.currentTimeMillis(), System.currentTimeMillis() + AMPLE.toMillis());
        assertThat(event.headers().firstValue("Lambda-Runtime-Trace-Id")).isPresent();
        assertThat(result).isNotDone();
    }

    @Test
    void returnsWhatTheFunctionAnswers() throws Exception {
        CompletableFuture<InvocationResult> result = invoke("{}", AMPLE);

        int status = post("invocation/" + takeEvent() + "/response", "{\"batchItemFailures\":[]}");

        assertThat(status).isEqualTo(202);
        assertThat(get(result)).isEqualTo(new InvocationResult.Reply("{\"batchItemFailures\":[]}"));
    }

    @Test
    void returnsTheErrorThatTheFunctionReports() throws Exception {
        CompletableFuture<InvocationResult> result = invoke("{}", AMPLE);

        post("invocation/" + takeEvent() + "/error", "{\"errorType\":\"Oops\"}");

        assertThat(get(result)).isEqualTo(new InvocationResult.FunctionError("{\"errorType\":\"Oops\"}"));
    }

    @Test
    void timesOutAFunctionThatDoesNotAnswer() throws Exception {
        Duration timeout = Duration.ofMillis(50);

        assertThat(get(invoke("{}", timeout))).isEqualTo(new InvocationResult.TimedOut(timeout));
    }

    @Test
    void refusesAnAnswerThatComesTooLate() throws Exception {
        CompletableFuture<InvocationResult> result = invoke("{}", Duration.ofMillis(200));
        String id = takeEvent();
        assertThat(get(result)).isInstanceOf(InvocationResult.TimedOut.class);

        assertThat(post("invocation/" + id + "/response", "{}")).isEqualTo(400);
    }

    @Test
    void tellsTheInvocationInFlightThatTheProcessEnded() throws Exception {
        CompletableFuture<InvocationResult> result = invoke("{}", AMPLE);
        takeEvent();

        runtime.processEnded("killed");

        assertThat(get(result)).isEqualTo(new InvocationResult.Crashed("killed"));
        assertThat(get(invoke("{}", AMPLE))).isEqualTo(new InvocationResult.Crashed("killed"));
    }

    @Test
    void isReadyWhenTheFunctionAsksForItsFirstEvent() throws Exception {
        assertThat(runtime.ready()).isNotDone();

        CompletableFuture<HttpResponse<String>> next =
                http.sendAsync(request("invocation/next").GET().build(), HttpResponse.BodyHandlers.ofString());

        assertThat(runtime.ready()).succeedsWithin(AMPLE);
        assertThat(next).isNotDone();
    }

    @Test
    void reportsAFunctionThatCannotStart() throws Exception {
        post("init/error", "{\"errorMessage\":\"no such class\"}");

        assertThatThrownBy(() -> runtime.ready().get(1, TimeUnit.SECONDS)).hasMessageContaining("no such class");
    }

    private CompletableFuture<InvocationResult> invoke(String payload, Duration timeout) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return runtime.invoke(payload, timeout);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static InvocationResult get(CompletableFuture<InvocationResult> result) throws Exception {
        return result.get(AMPLE.toSeconds(), TimeUnit.SECONDS);
    }

    private String takeEvent() throws Exception {
        return header(get("invocation/next"), "Lambda-Runtime-Aws-Request-Id");
    }

    private static String header(HttpResponse<String> response, String name) {
        return response.headers().firstValue(name).orElseThrow();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofString());
    }

    private int post(String path, String body) throws Exception {
        HttpRequest request =
                request(path).POST(HttpRequest.BodyPublishers.ofString(body)).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://" + runtime.address() + "/2018-06-01/runtime/" + path));
    }
}
