package dev.keapsink.tools.common;

import dev.keapsink.grant.TokenTransport;
import dev.keapsink.keap.ApiCall;
import dev.keapsink.keap.KeapAuthentication;
import dev.keapsink.keap.KeapReply;
import dev.keapsink.keap.KeapRequest;
import dev.keapsink.keap.KeapTransport;
import dev.keapsink.keap.ReplyClassifier;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Calls Keap from a command, which has no REST client: GET requests without parameters, and the token endpoint. */
record HttpTransport(String base, KeapAuthentication authentication) implements KeapTransport {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    @Override
    public KeapReply send(ApiCall<?> call, Duration timeout, Runnable sent) {
        KeapRequest request = JaxRsRequests.of(call);
        if (!request.method().equals("GET") || !request.query().isEmpty()) {
            throw new UnsupportedOperationException(request.toString());
        }
        Map.Entry<String, String> credential = authentication.header();
        return sent(HttpRequest.newBuilder(URI.create(base + request.path()))
                .header(credential.getKey(), credential.getValue())
                .timeout(timeout));
    }

    /** Returns the transport to the token endpoint. */
    static TokenTransport tokens(URI endpoint) {
        return (authorization, form, timeout) -> {
            HttpRequest.Builder request = HttpRequest.newBuilder(endpoint)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(form))
                    .timeout(timeout);
            authorization.ifPresent(value -> request.header("Authorization", value));
            return sent(request);
        };
    }

    private static KeapReply sent(HttpRequest.Builder request) {
        try {
            HttpResponse<String> reply = CLIENT.send(
                    request.header("Accept", "application/json")
                            .header("User-Agent", "keap-sink")
                            .build(),
                    BodyHandlers.ofString());
            Map<String, String> headers = new HashMap<>();
            reply.headers()
                    .map()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
            return new KeapReply(reply.statusCode(), headers, reply.body());
        } catch (HttpTimeoutException e) {
            throw ReplyClassifier.notAnswered();
        } catch (IOException e) {
            throw ReplyClassifier.failure(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ReplyClassifier.failure(e);
        }
    }
}
