package dev.keapsink.http;

import dev.keapsink.grant.TokenTransport;
import dev.keapsink.keap.KeapReply;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;

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
        HttpUriRequestBase http = new HttpUriRequestBase("POST", endpoint);
        authorization.ifPresent(value -> http.setHeader("Authorization", value));
        HttpExchanges.setBody(http, "application/x-www-form-urlencoded", form, () -> {});
        return exchanges.send(http, timeout);
    }

    @Override
    public String toString() {
        return "HttpTokens[" + endpoint + "]";
    }
}
