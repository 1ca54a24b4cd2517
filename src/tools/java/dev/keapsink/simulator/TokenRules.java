package dev.keapsink.simulator;

import java.time.Duration;

/**
 * The behaviour of Keap's tokens where it is uncertain or may change. Immutable.
 *
 * @param accessTokenLife how long an access token is valid, which a reply calls {@code expires_in}
 * @param isRevokedByRotation whether a refresh makes earlier access tokens invalid
 * @param isInvalidRequest whether an invalid refresh token is answered with {@code invalid_request} and not with
 *     {@code invalid_grant}; Keap has been seen to do both
 */
public record TokenRules(Duration accessTokenLife, boolean isRevokedByRotation, boolean isInvalidRequest) {
    /** Access tokens live a day and outlive a refresh. */
    public static final TokenRules DEFAULT = new TokenRules(Duration.ofDays(1), false, false);

    /** The same with another lifetime of access tokens. */
    public TokenRules withAccessTokenLife(Duration life) {
        return new TokenRules(life, isRevokedByRotation, isInvalidRequest);
    }

    /** The same, but a refresh makes earlier access tokens invalid. */
    public TokenRules revokingAccessTokensOnRotation() {
        return new TokenRules(accessTokenLife, true, isInvalidRequest);
    }

    /** The same, but an invalid refresh token is answered with {@code invalid_request}. */
    public TokenRules answeringInvalidRequest() {
        return new TokenRules(accessTokenLife, isRevokedByRotation, true);
    }
}
