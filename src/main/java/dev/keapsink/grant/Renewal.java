package dev.keapsink.grant;

import dev.keapsink.credential.Credential.Grant;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.resilience.Deadline;
import java.time.Duration;
import org.jboss.logging.Logger;

/** The call to the token endpoint, with its repeats. */
final class Renewal {

    private static final Logger LOG = Logger.getLogger(Renewal.class);

    /** No call begins with less: it would be cut off, and a renewal whose answer nobody awaits costs the grant. */
    private static final Duration SHORTEST_CALL = Duration.ofSeconds(20);

    /** What has to be left for storing the tokens: until then their answer is awaited. */
    private static final Duration STORING = Duration.ofSeconds(20);

    private static final int ATTEMPTS = 4;

    private final TokenEndpoint tokens;
    private final Pause pause;

    Renewal(TokenEndpoint tokens, Pause pause) {
        this.tokens = tokens;
        this.pause = pause;
    }

    /**
     * Renews a grant. A call whose answer got lost is repeated with the same refresh token, as any other: if Keap carried it
     * out, that token is dead and nothing is left to lose.
     *
     * @throws TokenRefused if Keap does not know the refresh token or the client
     * @throws KeapFailure if it could not be asked
     * @throws RefreshFailed if there is too little time to begin with
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
