package dev.keapsink.tools.airbyte;

import dev.keapsink.credential.Credential;
import dev.keapsink.grant.Refresh;
import dev.keapsink.grant.RefreshFailed;
import dev.keapsink.resilience.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Renews an OAuth2 grant during a sync. Used by one thread. */
final class GrantRenewal implements Renewal {

    /** An access token lives a day, and is renewed hours before its end. */
    private static final Duration EVERY = Duration.ofHours(1);

    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final Refresh refresh;
    private final Supplier<Credential> credential;
    private final Output out;
    private final InstantSource clock;
    private Instant next = Instant.MIN;

    /**
     * @param credential the one in force
     */
    GrantRenewal(Refresh refresh, Supplier<Credential> credential, Output out, InstantSource clock) {
        this.refresh = refresh;
        this.credential = credential;
        this.out = out;
        this.clock = clock;
    }

    @Override
    public void ifDue() {
        if (!clock.instant().isBefore(next)) {
            run();
        }
    }

    @Override
    public boolean afterRefusal() {
        run();
        return true;
    }

    private void run() {
        try {
            var unused = refresh.run(Deadline.in(LONGEST, clock));
            next = clock.instant().plus(EVERY);
        } catch (RefreshFailed e) {
            String sentence = String.valueOf(e.getMessage());
            if (e.isGrantLost()) {
                lost(sentence);
                return;
            }
            throw e.isPassing() ? SyncFailure.passing(sentence) : SyncFailure.ofConfig(sentence);
        }
    }

    /**
     * Another connection with the same destination may have renewed the grant, and the platform may have its new tokens.
     * Only another attempt gets them. Until the access token in hand ends there is no need for it.
     */
    private void lost(String sentence) {
        if (credential.get() instanceof Credential.Grant grant
                && clock.instant().isBefore(grant.expiresAt())) {
            out.log(
                    Output.Level.WARN,
                    "The tokens could not be renewed: %s If another connection of this destination has renewed them, the next sync gets the new ones."
                            .formatted(sentence));
            next = grant.expiresAt();
            return;
        }
        throw SyncFailure.passing(sentence
                + " If another connection of this destination has renewed them, the next attempt gets the new ones.");
    }
}
