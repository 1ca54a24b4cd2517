package dev.keapsink.keap;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Sends a request and waits for what comes back. */
public final class Exchange {

    private Exchange() {}

    /**
     * The reply, whatever its status.
     *
     * @param timeout for all of it: the HTTP client's own starts anew with every byte
     * @throws KeapFailure if none came
     */
    public static KeapReply of(Uni<Response> request, Duration timeout) {
        try (Response response = request.await().atMost(timeout)) {
            return new KeapReply(response.getStatus(), headers(response), body(response));
        } catch (TimeoutException e) {
            throw new KeapFailure.Unclear("Keap did not answer in time");
        } catch (RuntimeException e) {
            throw ReplyClassifier.failure(e);
        }
    }

    private static String body(Response response) {
        String body = response.hasEntity() ? response.readEntity(String.class) : "";
        return body == null ? "" : body;
    }

    private static Map<String, String> headers(Response response) {
        return response.getStringHeaders().entrySet().stream()
                .filter(header ->
                        !header.getValue().isEmpty() && header.getValue().getFirst() != null)
                .collect(Collectors.toMap(
                        header -> header.getKey().toLowerCase(Locale.ROOT),
                        header -> header.getValue().getFirst(),
                        (first, second) -> first));
    }
}
