package dev.keapsink.grant;

import dev.keapsink.keap.ApiCall;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.keap.KeapReply;
import dev.keapsink.keap.KeapTransport;
import java.time.Duration;
import java.util.Optional;

/** Sends requests to the token endpoint. */
@FunctionalInterface
public interface TokenTransport {

    /**
     * Posts a form.
     *
     * @param authorization the header of that name; empty to send none
     * @param form the form, url-encoded
     * @return the reply, of any status
     * @throws KeapFailure if no reply came
     */
    KeapReply post(Optional<String> authorization, String form, Duration timeout);

    /** A transport over HTTP. */
    static TokenTransport over(KeapTransport http) {
        return (authorization, form, timeout) -> http.send(
                new ApiCall<>(TokenApi.class, api -> api.token(authorization.orElse(null), form)), timeout, () -> {});
    }
}
