package dev.keapsink.rest;

import dev.keapsink.content.ContentUnavailable;
import dev.keapsink.content.ContentUnavailable.Kind;
import dev.keapsink.content.Download.Answer;
import dev.keapsink.content.FileLimit;
import dev.keapsink.resilience.Deadline;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One request for a file, and the bytes that come. It is given up once it is too long or too late. */
final class Transfer {

    private static final int OK = 200;

    private final FileLimit limit;
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private final List<Buffer> chunks = new ArrayList<>();
    private int received;
    private @Nullable HttpClientRequest request;
    private boolean closed;

    Transfer(FileLimit limit) {
        this.limit = limit;
    }

    /**
     * Sends a request once it has a connection, and waits for the answer.
     *
     * @throws ContentUnavailable if no whole answer came
     */
    Answer of(Future<HttpClientRequest> connected, Deadline deadline) {
        CompletableFuture<HttpClientRequest> begun = new CompletableFuture<>();
        connected.onComplete(connection -> {
            if (connection.succeeded()) {
                begin(connection.result());
                begun.complete(connection.result());
            } else {
                begun.completeExceptionally(connection.cause());
            }
        });
        await(begun, deadline, Kind.UNREACHED, "The server of a file takes no connection");
        return await(answer, deadline, Kind.FAILED, "The server of a file does not send all of it");
    }

    private synchronized void begin(HttpClientRequest begun) {
        request = begun;
        if (closed) {
            begun.reset();
            return;
        }
        begun.send().onSuccess(this::take).onFailure(answer::completeExceptionally);
    }

    private void take(HttpClientResponse response) {
        Map<String, String> headers = new HashMap<>();
        response.headers().forEach((name, value) -> headers.putIfAbsent(name.toLowerCase(Locale.ROOT), value));
        if (response.statusCode() != OK || isTooLong(headers.getOrDefault("content-length", "0"))) {
            answer.complete(new Answer(response.statusCode(), headers, Optional.empty()));
            return;
        }
        response.exceptionHandler(answer::completeExceptionally);
        response.endHandler(end -> answer.complete(new Answer(OK, headers, Optional.of(bytes()))));
        response.handler(chunk -> {
            received += chunk.length();
            chunks.add(chunk);
            if (received > limit.bytes()) {
                answer.complete(new Answer(OK, headers, Optional.empty()));
                close();
            }
        });
    }

    private boolean isTooLong(String length) {
        return length.length() > 18 || (length.matches("\\d+") && Long.parseLong(length) > limit.bytes());
    }

    private byte[] bytes() {
        byte[] bytes = new byte[received];
        int at = 0;
        for (Buffer chunk : chunks) {
            chunk.getBytes(bytes, at);
            at += chunk.length();
        }
        chunks.clear();
        return bytes;
    }

    /** Ends the request, if it has not ended. Its connection is closed either way. */
    synchronized void close() {
        closed = true;
        if (request != null) {
            request.reset();
        }
    }

    /**
     * Waits for a step of a transfer.
     *
     * @param words say that it failed
     * @throws ContentUnavailable if it failed, or took too long
     */
    static <T> T await(CompletableFuture<T> step, Deadline deadline, Kind kind, String words) {
        try {
            return step.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new ContentUnavailable(kind == Kind.UNREACHED ? Kind.FAILED : kind, words + " in time");
        } catch (ExecutionException e) {
            // The message of the cause may name the host and the path.
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new ContentUnavailable(
                    kind, "%s (%s)".formatted(words, cause.getClass().getSimpleName()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ContentUnavailable(Kind.FAILED, words + " before this process ends");
        }
    }
}
