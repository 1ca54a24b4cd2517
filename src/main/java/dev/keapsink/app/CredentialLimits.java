package dev.keapsink.app;

import dev.keapsink.credential.Credential;
import dev.keapsink.keap.CallLimits;
import java.util.Optional;

/**
 * Decides how often Keap may be called. A configured limit comes first. Otherwise the limit is the one that Keap grants
 * the kind of credential ("API token quota and usage measurements", developer.infusionsoft.com).
 *
 * @param perSecond the configured calls a second; empty for Keap's own limit
 * @param perMinute the configured calls a minute; empty for Keap's own limit
 * @param instances how many instances of the function share the limits
 */
record CredentialLimits(Optional<Integer> perSecond, Optional<Integer> perMinute, int instances) {

    static final CallLimits API_KEY = new CallLimits(10, 240, 1);

    static final CallLimits GRANT = new CallLimits(25, 1500, 1);

    CallLimits of(Credential credential) {
        return configuredOr(
                switch (credential) {
                    case Credential.ApiKey key -> API_KEY;
                    case Credential.Grant grant -> GRANT;
                });
    }

    /** The limits while the credential is still unknown. */
    CallLimits smallest() {
        return configuredOr(API_KEY);
    }

    private CallLimits configuredOr(CallLimits granted) {
        return new CallLimits(perSecond.orElse(granted.perSecond()), perMinute.orElse(granted.perMinute()), instances);
    }
}
