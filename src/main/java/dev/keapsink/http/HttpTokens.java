package dev.keapsink.http;

import dev.keapsink.grant.TokenTransport;
import dev.keapsink.keap.KeapReply;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** The way to the token endpoint. Threadsafe. */
public final class HttpTokens implements TokenTransport {

    private final HttpExchanges exchanges;
    private final URI endpoint;

    public HttpTokens(HttpExchanges exchanges, URI endpoint) {
        this.exchanges = exchanges;
        this.endpoint = endpoint;
    }

    @Override
    public KeapReply post(Optional<String> authorization, String form, Duration timeout) {
        Outgoing http = new Outgoing("POST", endpoint, () -> {});
        authorization.ifPresent(value -> http.setHeader("Authorization", value));
        http.setBody("application/x-www-form-urlencoded", form);
        return exchanges.send(http, timeout);
    }

    @Override
    public String toString() {
        return "HttpTokens[" + endpoint + "]";
    }
}
