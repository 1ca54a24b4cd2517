package dev.keapsink.tools.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.tools.common.CommandFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;

/** Starts {@link KeapServer} and opens accounts in it. */
final class KeapProcess implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final URI control;
    private final HttpClient http = HttpClient.newHttpClient();

    private KeapProcess(Process process, URI control) {
        this.process = process;
        this.control = control;
    }

    static KeapProcess start() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        // After a long GC pause the server would see calls at once that came one after the other.
                        "-XX:+UseZGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KeapServer.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String port = process.inputReader().readLine();
        if (port == null) {
            throw new CommandFailure("The Keap simulator's process did not start; what it wrote is above.");
        }
        return new KeapProcess(process, URI.create("http://127.0.0.1:" + port + "/accounts"));
    }

    /**
     * Opens an account that grants a quota and answers at once.
     *
     * @param perSecond calls a second, without a burst
     * @param perMinute calls a minute of the clock
     */
    Account open(int perSecond, int perMinute) throws IOException, InterruptedException {
        ObjectNode quota = JSON.createObjectNode().put("per_second", perSecond).put("per_minute", perMinute);
        JsonNode opened = send("POST", "", quota);
        return new Account(opened.path("id").asText(), opened.path("base_url").asText());
    }

    private JsonNode send(String method, String path, JsonNode body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(control + path))
                .method(method, BodyPublishers.ofString(body.toString()))
                .build();
        HttpResponse<String> reply = http.send(request, BodyHandlers.ofString(UTF_8));
        return JSON.readTree(reply.body());
    }

    /** One simulated account. */
    final class Account implements AutoCloseable {
        private final String id;
        private final String baseUrl;

        private Account(String id, String baseUrl) {
            this.id = id;
            this.baseUrl = baseUrl;
        }

        String baseUrl() {
            return baseUrl;
        }

        /** Delays every reply from now on. */
        void answerAfter(Duration latency) throws IOException, InterruptedException {
            send("PUT", "/" + id, JSON.createObjectNode().put("latency_ms", latency.toMillis()));
        }

        CallFigures figures() throws IOException, InterruptedException {
            return figuresFrom(0);
        }

        /** Returns the figures without this many of the earliest calls. */
        CallFigures figuresFrom(int skipped) throws IOException, InterruptedException {
            return CallFigures.of(send("GET", "/" + id + "/" + skipped, JSON.createObjectNode()));
        }

        @Override
        public void close() {
            try {
                send("DELETE", "/" + id, JSON.createObjectNode());
            } catch (IOException e) {
                throw new CommandFailure("The Keap simulator's process is gone: " + e.getMessage(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
