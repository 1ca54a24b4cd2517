package dev.keapsink.rest;

import dev.keapsink.keap.KeapFailure;
import dev.keapsink.keap.KeapReply;
import dev.keapsink.keap.ReplyClassifier;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.impl.HttpClientConnection;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One request and its reply. It can be given up at any moment, and knows whether anything of the request may have left.
 * Before it has a connection, Keap cannot have acted on it.
 */
final class Exchange {

    private static final String KEY = Exchange.class.getName();

    private final RestConnections connections;
    private final Optional<Map.Entry<String, String>> credential;
    private final Runnable sent;
    private @Nullable HttpClientRequest request;
    private @Nullable Context context;
    private boolean answered;
    private boolean givenUp;
    private boolean forgotten;
    private boolean tooLong;
    private long received;

    /**
     * @param credential the header that holds it; empty if the request has none
     * @param sent is run when the request has been written to the connection
     */
    Exchange(RestConnections connections, Optional<Map.Entry<String, String>> credential, Runnable sent) {
        this.connections = connections;
        this.credential = credential;
        this.sent = sent;
    }

    /** The exchange that the current Vert.x context was made for. */
    static Exchange ofThisContext() {
        return Objects.requireNonNull(Vertx.currentContext().<Exchange>getLocal(KEY));
    }

    Optional<Map.Entry<String, String>> credential() {
        return credential;
    }

    /** Makes this the exchange of a Vert.x context. */
    void in(Context context) {
        context.putLocal(KEY, this);
    }

    /**
     * Takes the connection that the client has for the request. The client writes the request as soon as this returns,
     * unless it is reset.
     */
    void begin(HttpClientRequest begun) {
        synchronized (this) {
            HttpClientConnection connection = (HttpClientConnection) begun.connection();
            // The channel knows a moment before the pool that the server closed the connection.
            forgotten = !connection.channel().isActive()
                    || connections.mayBeForgotten(connection.lastResponseReceivedTimestamp());
            if (!givenUp && !forgotten) {
                request = begun;
                context = Vertx.currentContext();
            }
        }
        if (request == null) {
            begun.reset();
            if (forgotten) {
                begun.connection().close();
            }
            return;
        }
        begun.response().onSuccess(response -> {
            response.end().onComplete(end -> answered = true);
            bound(begun, response);
        });
        Vertx.currentContext().runOnContext(written -> sent.run());
    }

    /** Counts the bytes of the body while the client collects them, and resets the request when there are too many. */
    private void bound(HttpClientRequest begun, HttpClientResponse response) {
        if (response.headers().getAll(HttpHeaders.CONTENT_TYPE).stream().anyMatch(Exchange::isForm)) {
            // The client would parse a form without a bound on its length, and return nothing of it.
            response.headers().remove(HttpHeaders.CONTENT_TYPE);
        }
        response.handler(chunk -> {
            received += chunk.length();
            if (received > KeapReply.LONGEST_BODY && !tooLong) {
                tooLong = true;
                begun.reset();
            }
        });
    }

    private static boolean isForm(String contentType) {
        return contentType.toLowerCase(Locale.ROOT).startsWith(MediaType.MULTIPART_FORM_DATA);
    }

    /** Resets the request unless it was answered: after the answer its connection may be another request's. */
    private synchronized void giveUp() {
        givenUp = true;
        HttpClientRequest begun = request;
        if (begun != null && context != null) {
            context.runOnContext(late -> {
                if (!answered) {
                    begun.reset();
                }
            });
        }
    }

    /**
     * Whether the request was not sent because its connection was closed, or so long idle that it may have been
     * forgotten.
     */
    synchronized boolean needsAnotherConnection() {
        return forgotten;
    }

    /**
     * Waits for the reply.
     *
     * @param timeout for the whole exchange, after which it is given up
     * @throws KeapFailure if no reply came
     */
    Response await(CompletionStage<Response> reply, Duration timeout) {
        CompletableFuture<Response> future = reply.toCompletableFuture();
        try {
            return future.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            giveUp();
            throw hasBegun() ? ReplyClassifier.notAnswered() : ReplyClassifier.notReached(e);
        } catch (InterruptedException e) {
            giveUp();
            Thread.currentThread().interrupt();
            throw failure(e);
        } catch (ExecutionException e) {
            // A request that the client could not write would keep its connection for good.
            giveUp();
            throw failure(cause(e));
        }
    }

    private synchronized boolean hasBegun() {
        return request != null;
    }

    private RuntimeException failure(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        if (tooLong) {
            return ReplyClassifier.tooLong();
        }
        if (hasBegun()) {
            return ReplyClassifier.failure(thrown);
        }
        boolean ofTheNetwork = thrown instanceof IOException
                || thrown instanceof VertxException
                || thrown instanceof TimeoutException
                || thrown instanceof InterruptedException;
        return !ofTheNetwork && thrown instanceof RuntimeException bug ? bug : ReplyClassifier.notReached(thrown);
    }

    /** The failure inside the exceptions that the client and the JDK wrap around it. */
    private static Throwable cause(Throwable thrown) {
        boolean wraps = thrown instanceof ExecutionException
                || thrown instanceof CompletionException
                || thrown instanceof ProcessingException;
        return wraps && thrown.getCause() != null ? cause(thrown.getCause()) : thrown;
    }
}
