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
 * Renews an OAuth2 grant, and is its only writer. A renewal comes hours before the access token ends, or once Keap
 * refuses the token. The new tokens are stored before anything else happens. Runs on a schedule; a run without anything
 * to do makes one call. Not threadsafe.
 */
public final class Refresh {

    /**
     * How long before its end an access token is renewed. This leaves time for many attempts and, if they fail, for the
     * operator. An access token of Keap's lives a day.
     */
    static final Duration MARGIN = Duration.ofHours(6);

    /** A token that is refused so soon after its issue is not renewed: the next one would be refused as well. */
    static final Duration JUST_ISSUED = Duration.ofMinutes(30);

    /**
     * How often the store is read while another writer may be storing a grant. With the growing waits that takes a
     * quarter of a minute.
     */
    private static final int LOOKS = 5;

    private static final int READS = 3;

    private final GrantStore store;
    private final Renewal renewal;
    private final PendingGrant pendingGrant;
    private final Confirmation confirmation;
    private final Pause pause;
    private final InstantSource clock;

    /** Asks Keap whether it accepts the stored credential. */
    @FunctionalInterface
    public interface Confirmation {
        /**
         * Returns if Keap accepts the credential.
         *
         * @throws KeapFailure if Keap refuses it, or cannot be asked
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
        this.pendingGrant =
                new PendingGrant(store, new Pause(Duration.ofMillis(200), Duration.ofSeconds(5), backoff, sleeper));
        this.confirmation = confirmation;
        this.pause = new Pause(Duration.ofSeconds(1), Duration.ofSeconds(16), backoff, sleeper);
        this.clock = clock;
    }

    /**
     * Renews the stored grant if it is due, or only verifies the stored API key.
     *
     * @throws RefreshFailed if the operator has to do something
     */
    public RefreshReport run(Deadline deadline) {
        try {
            pendingGrant.finishEarlier(deadline);
            CredentialDocument document = document(deadline);
            return switch (document.credential()) {
                case ApiKey key -> asked(Result.api_key_accepted, "It is an API key.", deadline);
                case Grant grant ->
                    isGoodForHours(grant) ? verified(document, grant, deadline) : renewed(document, grant, deadline);
            };
        } catch (CredentialUnreadable | CredentialUnwritable | KeapFailure.Misconfigured e) {
            throw RefreshFailed.because(e.getMessage() + ".");
        }
    }

    private CredentialDocument document(Deadline deadline) {
        for (int read = 1; ; read++) {
            try {
                return CredentialDocument.parse(store.read(), store.name());
            } catch (CredentialUnreadable e) {
                if (!e.isPassing() || read == READS || !pause.after(read, deadline)) {
                    throw e;
                }
            }
        }
    }

    private boolean isGoodForHours(Grant grant) {
        return clock.instant().plus(MARGIN).isBefore(grant.expiresAt());
    }

    /** Asks Keap about an access token that is not due, because Keap may have revoked it. */
    private RefreshReport verified(CredentialDocument document, Grant grant, Deadline deadline) {
        try {
            return asked(
                    Result.not_due,
                    "The access token is good until %s.".formatted(minute(grant.expiresAt())),
                    deadline);
        } catch (KeapFailure.Unauthorized e) {
            if (clock.instant()
                    .plus(TokenEndpoint.LONGEST_LIFE)
                    .minus(JUST_ISSUED)
                    .isBefore(grant.expiresAt())) {
                throw refusedAtOnce();
            }
            // The token has ended, in spite of its recorded end.
            Grant ended = new Grant(grant.client(), grant.secret(), grant.refreshToken(), Instant.MIN);
            return renewed(document, ended, deadline);
        }
    }

    private static RefreshFailed refusedAtOnce() {
        return RefreshFailed.because(
                "Keap refuses tokens that its token endpoint issued just now. Check that KEAP_SINK_BASE_URL"
                        + " and KEAP_SINK_TOKEN_URL are of the same Keap; until then nothing is written.");
    }

    private RefreshReport renewed(CredentialDocument document, Grant grant, Deadline deadline) {
        try {
            store.prepare();
            Grant renewed = renewal.of(grant, deadline);
            return pendingGrant.keep(document, grant, renewed, deadline)
                    ? confirmed(
                            Result.refreshed,
                            "The tokens are renewed and stored, good until %s.".formatted(minute(renewed.expiresAt())),
                            deadline)
                    : refreshedElsewhere(deadline);
        } catch (TokenRefused e) {
            if (e.kind() == TokenRefused.Kind.CLIENT) {
                throw RefreshFailed.because(e.getMessage() + ".");
            }
            return refreshedElsewhereOrLost(grant, deadline);
        } catch (KeapFailure.Misconfigured e) {
            throw e;
        } catch (KeapFailure e) {
            return postponed(grant, String.valueOf(e.getMessage()));
        } catch (CredentialUnwritable e) {
            if (!e.isPassing()) {
                throw e;
            }
            return postponed(grant, String.valueOf(e.getMessage()));
        }
    }

    private RefreshReport postponed(Grant grant, String reason) {
        if (clock.instant().isBefore(grant.expiresAt())) {
            return new RefreshReport(
                    Result.postponed,
                    "The tokens could not be renewed now: %s. The access token is good until %s, and the next run tries again."
                            .formatted(reason, minute(grant.expiresAt())));
        }
        throw RefreshFailed.forNow(("Keap no longer takes the access token, and it could not be renewed: %s. Until then"
                        + " nothing is written and nothing lost; the next run tries again.")
                .formatted(reason));
    }

    /**
     * Waits for the grant of another instance, which may have used the refresh token and be about to store the new one.
     */
    private RefreshReport refreshedElsewhereOrLost(Grant used, Deadline deadline) {
        for (int look = 1; look <= LOOKS; look++) {
            if (!isStill(used, deadline)) {
                return refreshedElsewhere(deadline);
            }
            if (look == LOOKS || !pause.after(look, deadline)) {
                break;
            }
        }
        throw RefreshFailed.grantLost(
                ("Keap does not take the refresh token in %s any more: it was used before, is older than"
                                + " 45 days, or was revoked. Until there are new tokens nothing is written and nothing lost: %s.")
                        .formatted(store.name(), store.reauthorisation()));
    }

    private boolean isStill(Grant used, Deadline deadline) {
        try {
            return document(deadline).credential() instanceof Grant there
                    && there.refreshToken().equals(used.refreshToken());
        } catch (CredentialUnreadable e) {
            throw RefreshFailed.because(
                    "Keap does not take the refresh token any more, and another one could not be looked for: %s."
                            .formatted(e.getMessage()));
        }
    }

    private RefreshReport refreshedElsewhere(Deadline deadline) {
        return confirmed(Result.refreshed_elsewhere, "Another writer has stored other tokens meanwhile.", deadline);
    }

    private RefreshReport asked(Result result, String found, Deadline deadline) {
        try {
            confirmation.ask(deadline);
            return new RefreshReport(result, found + " Keap accepts it.");
        } catch (KeapFailure.Misconfigured e) {
            throw e;
        } catch (KeapFailure.Answered e) {
            throw RefreshFailed.because(e.getMessage() + ".");
        } catch (KeapFailure e) {
            return new RefreshReport(
                    Result.postponed, "%s Keap could not be asked about it now: %s.".formatted(found, e.getMessage()));
        }
    }

    /** Reports tokens that are stored already. Keap's answer about them cannot change that. */
    private RefreshReport confirmed(Result result, String done, Deadline deadline) {
        try {
            confirmation.ask(deadline);
            return new RefreshReport(result, done + " Keap accepts them.");
        } catch (KeapFailure.Unauthorized e) {
            throw refusedAtOnce();
        } catch (KeapFailure e) {
            return new RefreshReport(result, "%s They are not verified: %s.".formatted(done, e.getMessage()));
        }
    }

    private static Instant minute(Instant moment) {
        return moment.truncatedTo(ChronoUnit.MINUTES);
    }
}
