package dev.keapsink.tools.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import dev.keapsink.tools.common.CommandFailure;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.Set;

/** The emulator of AWS behind the {@link LambdaServer}, as an HTTP server that checks no signature. */
final class EmulatedAws {
    /** The client sets these itself. */
    private static final Set<String> OF_A_CONNECTION =
            Set.of("connection", "content-length", "expect", "host", "upgrade", "transfer-encoding");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI endpoint;
    private final String region;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    EmulatedAws(URI endpoint, String region) {
        this.endpoint = endpoint;
        this.region = region;
    }

    URI endpoint() {
        return endpoint;
    }

    /** Passes a request on, and returns the emulator's reply. */
    HttpResponse<String> forward(String method, URI target, Headers headers, byte[] body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = to(target.toString())
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        headers.forEach((name, values) -> {
            if (!OF_A_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return http.send(request.build(), BodyHandlers.ofString(UTF_8));
    }

    /**
     * Returns the present configuration of a function.
     *
     * @param function its name or its ARN
     * @throws CommandFailure if there is no such function
     */
    DeployedFunction function(String function) throws IOException, InterruptedException {
        String encoded = URLEncoder.encode(function, UTF_8);
        HttpRequest request = to("/2015-03-31/functions/" + encoded + "/configuration")
                // The emulator reads from it which service is meant.
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=emulator/20200101/" + region
                                + "/lambda/aws4_request, SignedHeaders=host, Signature=none")
                .build();
        HttpResponse<String> reply = http.send(request, BodyHandlers.ofString(UTF_8));
        if (reply.statusCode() != 200) {
            throw new CommandFailure("There is no function %s: the emulator answered %d %s."
                    .formatted(function, reply.statusCode(), reply.body()));
        }
        return DeployedFunction.of(JSON.readTree(reply.body()));
    }

    private HttpRequest.Builder to(String target) {
        return HttpRequest.newBuilder(URI.create(endpoint.toString().replaceFirst("/$", "") + target));
    }
}
