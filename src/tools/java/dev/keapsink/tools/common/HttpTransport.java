package dev.keapsink.tools.common;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.MissingNode;
import dev.keapsink.grant.TokenTransport;
import dev.keapsink.keap.ApiCall;
import dev.keapsink.keap.Form;
import dev.keapsink.keap.KeapAuthentication;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.keap.KeapReply;
import dev.keapsink.keap.KeapRequest;
import dev.keapsink.keap.KeapTransport;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Calls Keap from a command, which has no REST client, over HTTP/1.1. A failure tells whether the request may have
 * reached Keap: it is {@link KeapFailure.Unavailable} if it surely has not, and {@link KeapFailure.Unclear} otherwise.
 * Threadsafe.
 */
public final class HttpTransport implements KeapTransport {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final String base;
    private final KeapAuthentication authentication;
    private final HttpCalls calls;

    /**
     * Opens no connection yet.
     *
     * @param base the address below which the API's versions are found
     * @param authentication is asked for the credential at every call
     */
    public HttpTransport(String base, KeapAuthentication authentication) {
        this(base, authentication, new HttpCalls(CONNECT));
    }

    HttpTransport(String base, KeapAuthentication authentication, HttpCalls calls) {
        this.base = base.replaceFirst("/+$", "");
        this.authentication = authentication;
        this.calls = calls;
    }

    @Override
    public KeapReply send(ApiCall<?> call, Duration timeout, Runnable sent) {
        AtomicReference<@Nullable Form> form = new AtomicReference<>();
        KeapRequest request = JaxRsRequests.of(call, found -> {
            form.set(found);
            return MissingNode.getInstance();
        });
        Map.Entry<String, String> credential = authentication.header();
        return calls.send(
                HttpRequest.newBuilder(address(request)).header(credential.getKey(), credential.getValue()),
                request.method(),
                payload(request, form.get()),
                timeout,
                sent);
    }

    private static Optional<Payload> payload(KeapRequest request, @Nullable Form form) {
        if (form != null) {
            return Optional.of(Payload.of(form));
        }
        return request.body().isMissingNode() ? Optional.empty() : Optional.of(Payload.of(request.body()));
    }

    private URI address(KeapRequest request) {
        String query = request.query().entrySet().stream()
                .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&"));
        return URI.create(base + request.path() + (query.isEmpty() ? "" : "?" + query));
    }

    /** A space becomes {@code %20}: some servers take the plus of {@link URLEncoder} for a plus. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    /**
     * Returns the transport to the token endpoint. Opens no connection yet.
     *
     * @param endpoint is taken as it stands
     */
    public static TokenTransport tokens(URI endpoint) {
        return tokens(endpoint, new HttpCalls(CONNECT));
    }

    static TokenTransport tokens(URI endpoint, HttpCalls calls) {
        return (authorization, form, timeout) -> {
            HttpRequest.Builder request = HttpRequest.newBuilder(endpoint);
            authorization.ifPresent(value -> request.header("Authorization", value));
            Payload payload = new Payload("application/x-www-form-urlencoded", BodyPublishers.ofString(form));
            return calls.send(request, "POST", Optional.of(payload), timeout, () -> {});
        };
    }

    @Override
    public String toString() {
        return "HttpTransport[" + base + "]";
    }
}
