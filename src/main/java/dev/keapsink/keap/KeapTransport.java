package dev.keapsink.keap;

import java.time.Duration;

/** The way to Keap's REST API and back. */
@FunctionalInterface
public interface KeapTransport {

    /**
     * Makes a call with the credential in force.
     *
     * @param timeout for all of it, from the connection to the last byte of the reply
     * @param sent is run when the request has left, from where the way takes as long for one as for the next
     * @return the reply, whatever its status
     * @throws KeapFailure if none came
     */
    KeapReply send(ApiCall<?> call, Duration timeout, Runnable sent);
}
