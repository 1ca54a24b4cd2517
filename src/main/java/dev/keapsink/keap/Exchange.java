package dev.keapsink.keap;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Sends a request and waits for what comes back. */
public final class Exchange {

    private static final String CHARSET = "charset=";

    private Exchange() {}

    /**
     * The reply, whatever its status.
     *
     * @param timeout for all of it: the HTTP client's own starts anew with every byte
     * @throws KeapFailure if none came
     */
    public static KeapReply of(Uni<Response> request, Duration timeout) {
        try (Response response = request.await().atMost(timeout)) {
            Map<String, String> headers = headers(response);
            return new KeapReply(response.getStatus(), headers, body(response, headers));
        } catch (TimeoutException e) {
            throw new KeapFailure.Unclear("Keap did not answer in time");
        } catch (RuntimeException | IOException e) {
            throw ReplyClassifier.failure(e);
        }
    }

    /** The bytes as they came: asking the REST client for a text copies and sorts all headers twice more. */
    private static String body(Response response, Map<String, String> headers) throws IOException {
        if (response.getEntity() instanceof InputStream bytes) {
            return new String(bytes.readAllBytes(), charset(headers.getOrDefault("content-type", "")));
        }
        String body = response.hasEntity() ? response.readEntity(String.class) : "";
        return body == null ? "" : body;
    }

    /** UTF-8, as JSON is always, unless a page of a gateway names another one. */
    private static Charset charset(String contentType) {
        int at = contentType.toLowerCase(Locale.ROOT).indexOf(CHARSET);
        if (at < 0) {
            return UTF_8;
        }
        String name =
                contentType.substring(at + CHARSET.length()).split(";", 2)[0].replace("\"", "");
        try {
            return Charset.forName(name.strip());
        } catch (IllegalArgumentException e) {
            return UTF_8;
        }
    }

    private static Map<String, String> headers(Response response) {
        Map<String, String> headers = new HashMap<>();
        response.getHeaders().forEach((name, values) -> {
            if (!values.isEmpty() && values.getFirst() != null) {
                headers.putIfAbsent(name.toLowerCase(Locale.ROOT), String.valueOf(values.getFirst()));
            }
        });
        return headers;
    }
}
