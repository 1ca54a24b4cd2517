package dev.keapsink.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keapsink.keap.KeapAuthentication;
import dev.keapsink.keap.KeapReply;
import dev.keapsink.keap.KeapRequest;
import dev.keapsink.keap.KeapTransport;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** The way to Keap's REST API. Threadsafe. */
public final class HttpKeap implements KeapTransport {

    private final HttpExchanges exchanges;
    private final String base;
    private final KeapAuthentication authentication;

    /**
     * @param base the address below which the API's versions are found
     */
    public HttpKeap(HttpExchanges exchanges, URI base, KeapAuthentication authentication) {
        this.exchanges = exchanges;
        this.base = base.toString().replaceFirst("/+$", "");
        this.authentication = authentication;
    }

    @Override
    public KeapReply send(KeapRequest request, Duration timeout, Runnable sent) {
        Outgoing http = new Outgoing(request.method(), uri(request), sent);
        Map.Entry<String, String> credential = authentication.header();
        http.setHeader(credential.getKey(), credential.getValue());
        if (!request.body().isMissingNode()) {
            http.setBody("application/json", request.body().toString());
        }
        return exchanges.send(http, timeout);
    }

    private URI uri(KeapRequest request) {
        return URI.create(base + request.path() + (request.query().isEmpty() ? "" : parameters(request.query())));
    }

    private static String parameters(Map<String, String> query) {
        return query.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&", "?", ""));
    }

    /** As in a form, but for the space, whose {@code +} means a plus to some servers. */
    private static String encoded(String value) {
        return URLEncoder.encode(value, UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return "HttpKeap[" + base + "]";
    }
}
