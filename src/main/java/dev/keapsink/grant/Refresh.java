package dev.keapsink.grant;

import dev.keapsink.credential.Credential.ApiKey;
import dev.keapsink.credential.Credential.Grant;
import dev.keapsink.credential.CredentialDocument;
import dev.keapsink.credential.CredentialUnreadable;
import dev.keapsink.credential.CredentialUnwritable;
import dev.keapsink.credential.GrantStore;
import dev.keapsink.grant.RefreshReport.Result;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.resilience.Backoff;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.resilience.Sleeper;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * The one writer of an OAuth2 grant: renews it hours before its access token ends, or once Keap refuses that, and stores
 * what it gets before anything else. Runs on a schedule; a run that finds nothing to do makes one call. Not threadsafe.
 */
public final class Refresh {

    /** Time for many attempts and for a person, should they fail. An access token of Keap's lives a day. */
    static final Duration MARGIN = Duration.ofHours(6);

    /** How often it is looked for what somebody else stores meanwhile; with the growing waits seven seconds long. */
    private static final int LOOKS = 4;

    private final GrantStore store;
    private final Renewal renewal;
    private final Keeper keeper;
    private final Confirmation confirmation;
    private final Pause betweenLooks;
    private final InstantSource clock;

    /** Asks Keap whether it accepts the stored credential. */
    @FunctionalInterface
    public interface Confirmation {
        /**
         * Comes back if Keap does.
         *
         * @throws KeapFailure if it does not, or cannot be asked
         */
        void ask(Deadline deadline);
    }

    public Refresh(
            GrantStore store,
            TokenEndpoint tokens,
            Confirmation confirmation,
            Backoff backoff,
            Sleeper sleeper,
            InstantSource clock) {
        this.store = store;
        this.renewal = new Renewal(tokens, new Pause(Duration.ofSeconds(1), Duration.ofSeconds(8), backoff, sleeper));
        this.keeper = new Keeper(store, new Pause(Duration.ofMillis(200), Duration.ofSeconds(5), backoff, sleeper));
        this.confirmation = confirmation;
        this.betweenLooks = new Pause(Duration.ofSeconds(1), Duration.ofSeconds(16), backoff, sleeper);
        this.clock = clock;
    }

    /**
     * Renews the stored grant if it is time for that, or only verifies the stored API key.
     *
     * @throws RefreshFailed if somebody has to do something
     */
    public RefreshReport run(Deadline deadline) {
        try {
            keeper.finishEarlier(deadline);
            CredentialDocument document = document();
            return switch (document.credential()) {
                case ApiKey key -> asked(Result.api_key_accepted, "It is an API key.", deadline);
                case Grant grant ->
                    isGoodForHours(grant) ? verified(document, grant, deadline) : renewed(document, grant, deadline);
            };
        } catch (CredentialUnreadable | CredentialUnwritable | KeapFailure.Misconfigured e) {
            throw RefreshFailed.because(e.getMessage() + ".");
        }
    }

    private CredentialDocument document() {
        return CredentialDocument.parse(store.read(), store.name());
    }

    private boolean isGoodForHours(Grant grant) {
        return clock.instant().plus(MARGIN).isBefore(grant.expiresAt());
    }

    /** Keap may have revoked what looks good. */
    private RefreshReport verified(CredentialDocument document, Grant grant, Deadline deadline) {
        try {
            return asked(
                    Result.not_due,
                    "The access token is good until %s.".formatted(minute(grant.expiresAt())),
                    deadline);
        } catch (KeapFailure.Unauthorized e) {
            // Whatever it says of its end, it has ended.
            Grant ended = new Grant(grant.client(), grant.secret(), grant.refreshToken(), Instant.MIN);
            return renewed(document, ended, deadline);
        }
    }

    private RefreshReport renewed(CredentialDocument document, Grant grant, Deadline deadline) {
        try {
            store.prepare();
            Grant renewed = renewal.of(grant, deadline);
            return keeper.keep(document, grant, renewed, deadline)
                    ? confirmed(
                            Result.refreshed,
                            "The tokens are renewed and stored, good until %s.".formatted(minute(renewed.expiresAt())),
                            deadline)
                    : quicker(deadline);
        } catch (TokenRefused e) {
            if (e.kind() == TokenRefused.Kind.CLIENT) {
                throw RefreshFailed.because(e.getMessage() + ".");
            }
            return quickerOrLost(grant, deadline);
        } catch (KeapFailure.Misconfigured e) {
            throw e;
        } catch (KeapFailure e) {
            return postponed(grant, e);
        }
    }

    private RefreshReport postponed(Grant grant, KeapFailure reason) {
        if (clock.instant().isBefore(grant.expiresAt())) {
            return new RefreshReport(
                    Result.postponed,
                    "The tokens could not be renewed now: %s. The access token is good until %s, and the next run tries again."
                            .formatted(reason.getMessage(), minute(grant.expiresAt())));
        }
        throw RefreshFailed.because(
                ("Keap takes the access token no longer, and it could not be renewed: %s. Messages wait in"
                                + " the queue, and the next run tries again.")
                        .formatted(reason.getMessage()));
    }

    /** Another instance may have used the refresh token and be about to store what it got for it. */
    private RefreshReport quickerOrLost(Grant used, Deadline deadline) {
        for (int look = 1; look <= LOOKS; look++) {
            boolean unchanged = document().credential() instanceof Grant there
                    && there.refreshToken().equals(used.refreshToken());
            if (!unchanged) {
                return quicker(deadline);
            }
            if (look == LOOKS || !betweenLooks.after(look, deadline)) {
                break;
            }
        }
        throw RefreshFailed.grantLost(
                ("Keap does not take the refresh token in %s any more: it was used before, is older than"
                                + " 45 days, or was revoked. Messages wait in the queue until somebody authorises the sink again:"
                                + " ./run authorize writes new tokens there.")
                        .formatted(store.name()));
    }

    private RefreshReport quicker(Deadline deadline) {
        return confirmed(Result.refreshed_elsewhere, "Somebody else has stored other tokens meanwhile.", deadline);
    }

    private RefreshReport asked(Result result, String found, Deadline deadline) {
        try {
            confirmation.ask(deadline);
            return new RefreshReport(result, found + " Keap accepts it.");
        } catch (KeapFailure.Misconfigured e) {
            throw e;
        } catch (KeapFailure e) {
            return new RefreshReport(
                    Result.postponed, "%s Keap could not be asked about it now: %s.".formatted(found, e.getMessage()));
        }
    }

    /** Of tokens that are stored already: what Keap says of them cannot change that. */
    private RefreshReport confirmed(Result result, String done, Deadline deadline) {
        try {
            confirmation.ask(deadline);
            return new RefreshReport(result, done + " Keap accepts them.");
        } catch (KeapFailure e) {
            return new RefreshReport(result, "%s They are not verified: %s.".formatted(done, e.getMessage()));
        }
    }

    private static Instant minute(Instant moment) {
        return moment.truncatedTo(ChronoUnit.MINUTES);
    }
}
