package dev.keapsink.app;

import dev.keapsink.credential.Credential;
import dev.keapsink.keap.CallLimits;
import java.util.Optional;

/**
 * How often Keap may be called: as configured, else what Keap grants the kind of credential ("API token quota and usage
 * measurements", developer.infusionsoft.com).
 *
 * @param perSecond as configured
 * @param perMinute as configured
 * @param instances of the function, which share the limits
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

    /** For as long as the credential is not known. */
    CallLimits smallest() {
        return configuredOr(API_KEY);
    }

    private CallLimits configuredOr(CallLimits granted) {
        return new CallLimits(perSecond.orElse(granted.perSecond()), perMinute.orElse(granted.perMinute()), instances);
    }
}
