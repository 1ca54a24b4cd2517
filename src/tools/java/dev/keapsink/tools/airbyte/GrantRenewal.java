package dev.keapsink.tools.airbyte;

import dev.keapsink.grant.Refresh;
import dev.keapsink.grant.RefreshFailed;
import dev.keapsink.resilience.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Renews an OAuth2 grant during a sync. Used by one thread. */
final class GrantRenewal implements Renewal {

    /** An access token lives a day, and is renewed hours before its end. */
    private static final Duration EVERY = Duration.ofHours(1);

    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final Refresh refresh;
    private final InstantSource clock;
    private Instant next = Instant.MIN;

    GrantRenewal(Refresh refresh, InstantSource clock) {
        this.refresh = refresh;
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
            throw e.isPassing() ? SyncFailure.passing(sentence) : SyncFailure.ofConfig(sentence);
        }
    }
}
