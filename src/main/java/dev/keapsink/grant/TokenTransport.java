package dev.keapsink.grant;

import dev.keapsink.keap.KeapFailure;
import dev.keapsink.keap.KeapReply;
import java.time.Duration;
import java.util.Optional;

/** The way to the token endpoint. */
@FunctionalInterface
public interface TokenTransport {

    /**
     * Posts a form.
     *
     * @param authorization the header of that name, if it is to be sent
     * @param form url-encoded
     * @return the reply, whatever its status
     * @throws KeapFailure if none came
     */
    KeapReply post(Optional<String> authorization, String form, Duration timeout);
}
