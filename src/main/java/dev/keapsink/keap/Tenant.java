package dev.keapsink.keap;

import dev.keapsink.resilience.Deadline;

/** The Keap account that is written to. Every reply says which one that is; Keap is asked only until the first. Threadsafe. */
public final class Tenant {

    private final Access access;
    private final WhoAmI user;

    public Tenant(Access access, WhoAmI user) {
        this.access = access;
        this.user = user;
    }

    /**
     * Keap's name of the account that the credential in force belongs to.
     *
     * @throws KeapFailure if it cannot be had
     */
    public String name(Deadline deadline) {
        return access.tenant().orElseGet(() -> asked(deadline));
    }

    /** Whether the credential in force surely belongs to this account; another one may have taken its place. */
    public boolean isStill(String name) {
        return access.tenant().filter(name::equals).isPresent();
    }

    private String asked(Deadline deadline) {
        try {
            String name = user.tenant(deadline)
                    .orElseThrow(() -> new KeapFailure.Misconfigured(
                            "Keap does not say whose account it is, so that the ledger cannot tell accounts apart; leave"
                                    + " KEAP_SINK_LEDGER_TABLE empty"));
            access.credentialInForce().ifPresent(credential -> access.learn(credential, name));
            return name;
        } catch (KeapFailure.Answered e) {
            throw new KeapFailure.Misconfigured(
                    "Keap refused to say whose account it is (%s)".formatted(e.getMessage()));
        }
    }
}
