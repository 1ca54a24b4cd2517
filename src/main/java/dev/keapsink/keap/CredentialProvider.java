package dev.keapsink.keap;

import dev.keapsink.credential.Credential;
import dev.keapsink.credential.CredentialUnreadable;
import dev.keapsink.credential.Credentials;
import dev.keapsink.resilience.Deadline;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** With what Keap is called, and how often that allows: the credential in force, and the limits of its kind. Threadsafe. */
public final class CredentialProvider {

    private final Credentials credentials;
    private final Function<Credential, CallLimits> limits;
    private final CallLimits untilKnown;
    private volatile @Nullable Owner owner;

    /** Whose a credential was at that moment. */
    private record Owner(Credential credential, String tenant, Instant at) {
        /** Without the credential. */
        @Override
        public String toString() {
            return "Owner";
        }
    }

    /**
     * @param untilKnown the limits for as long as no credential could be read
     */
    public CredentialProvider(Credentials credentials, Function<Credential, CallLimits> limits, CallLimits untilKnown) {
        this.credentials = credentials;
        this.limits = limits;
        this.untilKnown = untilKnown;
    }

    /** The limits of the credential in force, so that callers who still have another one do not undo them. */
    public CallLimits limits() {
        return credentials.known().map(limits).orElse(untilKnown);
    }

    /**
     * The account that the credential in force belongs to, as Keap calls it; nothing if Keap has not said so since that
     * moment, and after a credential was exchanged for another, which may be another account's.
     */
    Optional<String> tenant(Instant since) {
        Owner last = owner;
        return last == null || last.at().isBefore(since)
                ? Optional.empty()
                : credentials.known().filter(last.credential()::equals).map(known -> last.tenant());
    }

    /**
     * Looks whether another credential has taken the place of the one in force, unless somebody has looked since that moment.
     *
     * @throws KeapFailure if nobody can tell
     */
    void recheck(Instant since, Deadline deadline) {
        credentials.known().ifPresent(known -> asked(deadline, () -> credentials.replace(known, since)));
    }

    Optional<Credential> credentialInForce() {
        return credentials.known();
    }

    /** Takes note of whose a credential is. */
    void learn(Credential credential, String tenant, Instant now) {
        if (credentials.known().filter(credential::equals).isPresent()) {
            owner = new Owner(credential, tenant, now);
        }
    }

    /**
     * The credential to call with.
     *
     * @throws KeapFailure if there is none
     */
    Credential credential(Deadline deadline) {
        return credentials.known().orElseGet(() -> asked(deadline, credentials::current));
    }

    /**
     * Whether there is another credential now in the place of one that Keap refused.
     *
     * @param sentAt when the call left that was refused
     * @throws KeapFailure if nobody can tell
     */
    boolean replaced(Credential refused, Instant sentAt, Deadline deadline) {
        return asked(deadline, () -> credentials.replace(refused, sentAt));
    }

    KeapFailure.Unauthorized refused(Credential credential) {
        return new KeapFailure.Unauthorized("Keap refused the %s (401); %s"
                .formatted(
                        switch (credential) {
                            case Credential.ApiKey key -> "API key";
                            case Credential.Grant grant -> "access token";
                        },
                        credentials.remedy(credential)));
    }

    /** Reading a credential takes a while when the place it is kept in hangs, and the deadline must not suffer from that. */
    private static <T> T asked(Deadline deadline, Supplier<T> reading) {
        if (!deadline.allows(Credentials.LONGEST_READ)) {
            throw new KeapFailure.OutOfTime();
        }
        try {
            return reading.get();
        } catch (CredentialUnreadable e) {
            throw e.isPassing()
                    ? KeapFailure.Unavailable.ofCredential(String.valueOf(e.getMessage()))
                    : new KeapFailure.Misconfigured(String.valueOf(e.getMessage()));
        }
    }
}
