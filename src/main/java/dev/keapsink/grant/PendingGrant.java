package dev.keapsink.grant;

import dev.keapsink.credential.Credential.Grant;
import dev.keapsink.credential.CredentialDocument;
import dev.keapsink.credential.CredentialUnreadable;
import dev.keapsink.credential.CredentialUnwritable;
import dev.keapsink.credential.GrantStore;
import dev.keapsink.resilience.Deadline;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Stores what a renewal answered, for as long as it takes: from that moment on it is the only grant that is alive. What
 * could not be stored in one run is kept in memory for the next. Not threadsafe.
 */
final class PendingGrant {

    private static final Logger LOG = Logger.getLogger(PendingGrant.class);

    /** A look at the store and a write, three seconds each at most, and the reply: no attempt begins with less. */
    private static final Duration ATTEMPT = Duration.ofSeconds(8);

    private final GrantStore store;
    private final Pause pause;

    private @Nullable Unstored unstored;

    /**
     * A renewed grant on its way.
     *
     * @param used the refresh token that it was renewed with, which is dead
     */
    private record Unstored(String used, Grant renewed, String text) {
        @Override
        public String toString() {
            return "Unstored[" + renewed + "]";
        }
    }

    PendingGrant(GrantStore store, Pause pause) {
        this.store = store;
        this.pause = pause;
    }

    /**
     * Stores a renewed grant in the place of the one that it was renewed with.
     *
     * @return whether it was stored; if not, somebody else put another grant there meanwhile, which stays
     * @throws RefreshFailed if the store did not take it before the deadline
     */
    boolean keep(CredentialDocument document, Grant used, Grant renewed, Deadline deadline) {
        unstored = new Unstored(used.refreshToken(), renewed, document.with(renewed));
        return finish(unstored, deadline);
    }

    /**
     * Stores what an earlier run could not.
     *
     * @throws RefreshFailed if that does not come about now, either
     */
    void finishEarlier(Deadline deadline) {
        if (unstored != null) {
            finish(unstored, deadline);
        }
    }

    private boolean finish(Unstored grant, Deadline deadline) {
        for (int attempt = 1; ; attempt++) {
            try {
                Optional<String> there = refreshTokenThere();
                boolean stored =
                        there.filter(grant.renewed().refreshToken()::equals).isPresent();
                boolean mayWrite = there.map(grant.used()::equals).orElse(true);
                if (!stored && mayWrite) {
                    store.write(grant.text());
                }
                unstored = null;
                return stored || mayWrite;
            } catch (CredentialUnreadable | CredentialUnwritable e) {
                LOG.warnf("The renewed tokens are not stored yet (attempt %d): %s", attempt, e.getMessage());
                // Whoever is cut off in the middle loses what it has in its memory.
                if (!pause.after(attempt, deadline.reserving(ATTEMPT))) {
                    throw notStored(e);
                }
            }
        }
    }

    /**
     * The refresh token in the store; nothing if there is no grant that could be overwritten by mistake.
     *
     * @throws CredentialUnreadable if the store cannot be asked now
     */
    private Optional<String> refreshTokenThere() {
        try {
            return CredentialDocument.parse(store.read(), store.name()).credential() instanceof Grant grant
                    ? Optional.of(grant.refreshToken())
                    : Optional.of("");
        } catch (CredentialUnreadable e) {
            if (e.isPassing()) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private static RefreshFailed notStored(Exception reason) {
        return RefreshFailed.because(
                ("The tokens are renewed but not stored: %s. This instance keeps them in its memory and"
                                + " stores them when it is invoked again: mend the cause and invoke refresh, without deploying it"
                                + " anew; if they are lost all the same, ./run authorize makes new ones.")
                        .formatted(reason.getMessage()));
    }
}
