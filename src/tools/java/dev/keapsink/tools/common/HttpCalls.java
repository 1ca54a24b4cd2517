package dev.keapsink.tools.common;

import dev.keapsink.keap.KeapFailure;
import dev.keapsink.keap.KeapReply;
import dev.keapsink.keap.ReplyClassifier;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;

/**
 * Makes calls through the JDK's client, and gives what goes wrong its meaning. The client repeats a GET by itself, and
 * no other request, if its connection is closed before the first byte of a reply. Threadsafe.
 */
final class HttpCalls {

    private final HttpClient client;

    /**
     * @param connect how long a connection may take to open and to be encrypted
     */
    HttpCalls(Duration connect) {
        this.client = HttpClient.newBuilder()
                .version(Version.HTTP_1_1)
                .connectTimeout(connect)
                // Another host would receive the credential.
                .followRedirects(Redirect.NEVER)
                .build();
    }

    /**
     * Makes a call.
     *
     * @param request has its address and its credential
     * @param timeout for the whole call, from the connection to the last byte of the reply
     * @param sent is run when the request leaves; without a body, when the client takes it on
     * @return the reply, of any status
     * @throws KeapFailure if no reply came
     */
    KeapReply send(
            HttpRequest.Builder request, String method, Optional<Payload> payload, Duration timeout, Runnable sent) {
        Leaving leaving = new Leaving(sent);
        payload.ifPresentOrElse(
                body -> request.header("Content-Type", body.type()).method(method, leaving.of(body.content())),
                () -> withoutBody(request, method, leaving));
        HttpRequest whole = request.header("Accept", "application/json")
                .header("User-Agent", "keap-sink")
                .build();
        return await(client.sendAsync(whole, head -> new BoundedBody()), timeout, leaving);
    }

    private static void withoutBody(HttpRequest.Builder request, String method, Leaving leaving) {
        switch (method) {
            case "GET" -> request.GET();
            case "DELETE" -> request.DELETE();
            default -> throw new IllegalArgumentException("A %s has a body".formatted(method));
        }
        leaving.leaves();
    }

    private static KeapReply await(CompletableFuture<HttpResponse<byte[]>> pending, Duration timeout, Leaving leaving) {
        try {
            HttpResponse<byte[]> reply = pending.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            return KeapReply.received(reply.statusCode(), reply.headers().map(), reply.body());
        } catch (TimeoutException e) {
            boolean stayed = leaving.giveUp();
            pending.cancel(true);
            throw stayed ? ReplyClassifier.notReached(e) : ReplyClassifier.notAnswered();
        } catch (InterruptedException e) {
            boolean stayed = leaving.giveUp();
            pending.cancel(true);
            Thread.currentThread().interrupt();
            throw stayed ? ReplyClassifier.notReached(e) : ReplyClassifier.failure(e);
        } catch (ExecutionException e) {
            throw failure(e.getCause() == null ? e : e.getCause(), leaving.giveUp());
        }
    }

    /**
     * The failure of a call.
     *
     * @param stayed whether the request has surely not left
     */
    private static KeapFailure failure(Throwable thrown, boolean stayed) {
        if (thrown instanceof Error error) {
            throw error;
        }
        Optional<KeapFailure> known = causes(thrown)
                .filter(KeapFailure.class::isInstance)
                .map(KeapFailure.class::cast)
                .findFirst();
        if (known.isPresent()) {
            return known.get();
        }
        boolean unencrypted = causes(thrown).anyMatch(SSLHandshakeException.class::isInstance);
        return stayed || unencrypted ? ReplyClassifier.notReached(thrown) : ReplyClassifier.failure(thrown);
    }

    private static Stream<Throwable> causes(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause);
    }
}
