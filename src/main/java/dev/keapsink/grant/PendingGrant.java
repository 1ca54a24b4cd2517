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
 * Stores a renewed grant, and tries until it succeeds or its time is over. From the renewal on, no other grant is
 * valid. A grant that could not be stored stays in memory for the next run. Not threadsafe.
 */
final class PendingGrant {

    private static final Logger LOG = Logger.getLogger(PendingGrant.class);

    /** The least time for an attempt: a read and a write of three seconds each at most, and the reply. */
    private static final Duration ATTEMPT = Duration.ofSeconds(8);

    private final GrantStore store;
    private final Pause pause;

    private @Nullable Unstored unstored;

    /**
     * A renewed grant that is not stored yet.
     *
     * @param used the refresh token that the renewal has used up
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
     * Stores a renewed grant in the place of the used one.
     *
     * @return whether it was stored; false if another writer stored another grant meanwhile, which stays
     * @throws RefreshFailed if the store did not take it before the deadline
     */
    boolean keep(CredentialDocument document, Grant used, Grant renewed, Deadline deadline) {
        unstored = new Unstored(used.refreshToken(), renewed, document.with(renewed));
        return finish(unstored, deadline);
    }

    /**
     * Stores the grant that an earlier run could not store, if there is one.
     *
     * @throws RefreshFailed if the store does not take it before the deadline
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
                // A run that Lambda cuts off in the middle would lose the grant in its memory.
                if (!pause.after(attempt, deadline.reserving(ATTEMPT))) {
                    throw notStored(e);
                }
            }
        }
    }

    /**
     * The refresh token in the store; blank for an API key. It is empty if the store holds no document, or an
     * unreadable one, which a write may replace.
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
