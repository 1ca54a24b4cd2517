package dev.keapsink.grant;

import dev.keapsink.credential.Credential.Grant;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.resilience.Deadline;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Calls the token endpoint for a renewal, and repeats the call. */
final class Renewal {

    private static final Logger LOG = Logger.getLogger(Renewal.class);

    /** The least time for a call. A shorter one would be cut off, and a renewal without its answer costs the grant. */
    private static final Duration SHORTEST_CALL = Duration.ofSeconds(20);

    /** The time that is reserved for storing the tokens. Until then their answer is awaited. */
    private static final Duration STORING = Duration.ofSeconds(20);

    private static final int ATTEMPTS = 4;

    private final TokenEndpoint tokens;
    private final Pause pause;

    Renewal(TokenEndpoint tokens, Pause pause) {
        this.tokens = tokens;
        this.pause = pause;
    }

    /**
     * Renews a grant. A call whose answer was lost is repeated with the same refresh token, as any other failed call.
     * If Keap carried the call out, that token is dead, and the repetition loses nothing.
     *
     * @throws TokenRefused if Keap does not know the refresh token or the client
     * @throws KeapFailure if Keap could not be asked
     * @throws RefreshFailed if the deadline leaves too little time to begin
     */
    Grant of(Grant grant, Deadline deadline) {
        Deadline answered = deadline.reserving(STORING);
        if (!answered.allows(SHORTEST_CALL)) {
            throw RefreshFailed.because(
                    "The function refresh has too little time: give it a timeout of at least a minute"
                            + " (and set KEAP_SINK_TIMEOUT to the same).");
        }
        for (int attempt = 1; ; attempt++) {
            try {
                return tokens.refresh(grant, answered.left());
            } catch (KeapFailure.Misconfigured e) {
                throw e;
            } catch (KeapFailure e) {
                LOG.warnf("The tokens are not renewed yet (attempt %d): %s", attempt, e.getMessage());
                Deadline again = answered.reserving(SHORTEST_CALL);
                if (attempt == ATTEMPTS || !pause.after(attempt, e.retryAfter().orElse(Duration.ZERO), again)) {
                    throw e;
                }
            }
        }
    }
}
