package dev.keapsink.keap;

import java.time.Duration;

/** Sends requests to Keap's REST API and returns the replies. Threadsafe. */
@FunctionalInterface
public interface KeapTransport {

    /**
     * Makes a call with the credential in force.
     *
     * @param timeout for the whole call, from the connection to the last byte of the reply
     * @param sent is run when the request has left the process; from there every call takes about the same time
     * @return the reply, of any status
     * @throws KeapFailure if no reply came
     */
    KeapReply send(ApiCall<?> call, Duration timeout, Runnable sent);
}
