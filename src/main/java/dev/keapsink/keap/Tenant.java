package dev.keapsink.keap;

import dev.keapsink.resilience.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Names the Keap account that is written to. Every reply names it, so Keap is asked only if no reply has come since the
 * credential came into force. Threadsafe.
 */
public final class Tenant {

    /** Without calls for this long, a credential may have been exchanged for another account's unnoticed. */
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(5);

    private final CredentialProvider credentialProvider;
    private final WhoAmI whoAmI;
    private final InstantSource clock;

    public Tenant(CredentialProvider credentialProvider, WhoAmI whoAmI, InstantSource clock) {
        this.credentialProvider = credentialProvider;
        this.whoAmI = whoAmI;
        this.clock = clock;
    }

    /**
     * Keap's name of the account that the credential in force belongs to.
     *
     * @throws KeapFailure if it cannot be found out
     */
    public String name(Deadline deadline) {
        Instant lately = clock.instant().minus(LONGEST_SILENCE);
        return credentialProvider
                .tenant(lately)
                .or(() -> known(lately, deadline))
                .orElseGet(() -> asked(deadline));
    }

    /**
     * The name from an earlier reply. The account of a credential never changes, so the name counts as long as the
     * credential is the same.
     */
    private Optional<String> known(Instant lately, Deadline deadline) {
        if (credentialProvider.tenant(Instant.MIN).isPresent()) {
            credentialProvider.recheck(lately, deadline);
        }
        return credentialProvider.tenant(Instant.MIN);
    }

    /**
     * Whether the credential in force surely belongs to this account; another credential may have replaced the one
     * before.
     */
    public boolean isStill(String name) {
        return credentialProvider.tenant(Instant.MIN).filter(name::equals).isPresent();
    }

    private String asked(Deadline deadline) {
        try {
            String name = whoAmI.tenant(deadline)
                    .orElseThrow(() -> new KeapFailure.Misconfigured(
                            "Keap does not say whose account it is, so that the ledger cannot tell accounts apart; leave"
                                    + " KEAP_SINK_LEDGER_TABLE empty"));
            credentialProvider
                    .credentialInForce()
                    .ifPresent(credential -> credentialProvider.learn(credential, name, clock.instant()));
            return name;
        } catch (KeapFailure.Answered e) {
            throw new KeapFailure.Misconfigured(
                    "Keap refused to say whose account it is (%s)".formatted(e.getMessage()));
        }
    }
}
