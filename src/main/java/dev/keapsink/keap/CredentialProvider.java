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

/** Provides the credential in force, its call limits, and the Keap account that it belongs to. Threadsafe. */
public final class CredentialProvider {

    private final Credentials credentials;
    private final Function<Credential, CallLimits> limits;
    private final CallLimits untilKnown;
    private volatile @Nullable Owner owner;

    /** The account of a credential, as of a moment. */
    private record Owner(Credential credential, String tenant, Instant at) {
        /** Without the credential. */
        @Override
        public String toString() {
            return "Owner";
        }
    }

    /**
     * @param untilKnown the limits as long as no credential could be read
     */
    public CredentialProvider(Credentials credentials, Function<Credential, CallLimits> limits, CallLimits untilKnown) {
        this.credentials = credentials;
        this.limits = limits;
        this.untilKnown = untilKnown;
    }

    /** The limits of the credential in force. A caller that still holds another credential does not undo them. */
    public CallLimits limits() {
        return credentials.known().map(limits).orElse(untilKnown);
    }

    /**
     * Keap's name of the account that the credential in force belongs to. Empty if Keap has not named it since that
     * moment. Empty, too, after the credential was exchanged, because the new one may be another account's.
     */
    Optional<String> tenant(Instant since) {
        Owner last = owner;
        return last == null || last.at().isBefore(since)
                ? Optional.empty()
                : credentials.known().filter(last.credential()::equals).map(known -> last.tenant());
    }

    /**
     * Checks whether another credential has replaced the one in force, unless it was checked since that moment.
     *
     * @throws KeapFailure if the credential cannot be read
     */
    void recheck(Instant since, Deadline deadline) {
        credentials.known().ifPresent(known -> asked(deadline, () -> credentials.replace(known, since)));
    }

    Optional<Credential> credentialInForce() {
        return credentials.known();
    }

    /** Notes the account of a credential. */
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
     * Whether another credential has replaced one that Keap refused.
     *
     * @param sentAt when the refused call left
     * @throws KeapFailure if the credential cannot be read
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

    /** Reads a credential only if the deadline leaves time for the slowest reading, since the store may hang. */
    private static <T> T asked(Deadline deadline, Supplier<T> reading) {
        if (!deadline.allows(Credentials.LONGEST_READ)) {
            throw new KeapFailure.OutOfTime();
        }
        try {
            return reading.get();
        } catch (CredentialUnreadable e) {
            throw e.isPassing()
                    ? KeapFailure.Unavailable.ofCredential(String.valueOf(e.getMessage()))
                    : new KeapFailure.NoCredential(String.valueOf(e.getMessage()));
        }
    }
}
