package dev.keapsink.simulator;

import java.time.Duration;

/**
 * What is not known for sure about Keap's tokens, or may change. Immutable.
 *
 * @param accessTokenLife what a reply calls {@code expires_in}
 * @param isRevokedByRotation whether a refresh ends the access tokens that are out, too
 * @param isInvalidRequest whether a dead refresh token is an {@code invalid_request} and not an {@code invalid_grant};
 *     Keap has been seen to answer either
 */
public record TokenRules(Duration accessTokenLife, boolean isRevokedByRotation, boolean isInvalidRequest) {
    public static final TokenRules DEFAULT = new TokenRules(Duration.ofDays(1), false, false);

    public TokenRules accessTokensLiving(Duration life) {
        return new TokenRules(life, isRevokedByRotation, isInvalidRequest);
    }

    public TokenRules revokingAccessTokensOnRotation() {
        return new TokenRules(accessTokenLife, true, isInvalidRequest);
    }

    public TokenRules answeringInvalidRequest() {
        return new TokenRules(accessTokenLife, isRevokedByRotation, true);
    }
}
