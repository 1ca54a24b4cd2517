package dev.keapsink.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The registered clients, and the grant that the account has given to one of them. A grant has one valid refresh token
 * at a time; each use of it issues the next pair.
 */
final class Grants {
    private static final Duration REFRESH_TOKEN_LIFE = Duration.ofDays(45);

    private final Map<String, String> secrets = new HashMap<>();
    private final Map<String, Code> codes = new HashMap<>();
    private final AccessTokens accessTokens = new AccessTokens();
    private TokenRules rules = TokenRules.DEFAULT;
    private Optional<String> lastClient = Optional.empty();
    private Optional<RefreshToken> current = Optional.empty();
    private int issued;

    private record Code(String client, String redirectUri) {}

    private record RefreshToken(String value, String client, Instant expiry) {}

    void register(String client, String secret) {
        secrets.put(client, secret);
        lastClient = Optional.of(client);
    }

    boolean isClient(String id, String secret) {
        return secret.equals(secrets.get(id));
    }

    void follow(TokenRules other) {
        rules = other;
    }

    TokenRules rules() {
        return rules;
    }

    AccessTokens accessTokens() {
        return accessTokens;
    }

    TokenPair grant(Instant now) {
        return issue(client(), now);
    }

    String code(String redirectUri) {
        String code = "%scode-%04d".formatted(TokenPair.PREFIX, ++issued);
        codes.put(code, new Code(client(), redirectUri));
        return code;
    }

    /**
     * Exchanges a code for tokens; empty if the code, the client or the address is wrong. Any attempt uses the code up.
     */
    Optional<TokenPair> exchange(String client, String code, String redirectUri, Instant now) {
        Code known = codes.remove(code);
        return new Code(client, redirectUri).equals(known) ? Optional.of(issue(client, now)) : Optional.empty();
    }

    /** The next pair; empty if the refresh token is not the valid one of this client. */
    Optional<TokenPair> refresh(String client, String refreshToken, Instant now) {
        boolean isValid = validRefreshToken(now).filter(refreshToken::equals).isPresent();
        if (!isValid || current.filter(token -> token.client().equals(client)).isEmpty()) {
            return Optional.empty();
        }
        if (rules.isRevokedByRotation()) {
            accessTokens.revokeAll();
        }
        return Optional.of(issue(client, now));
    }

    Optional<String> validRefreshToken(Instant now) {
        return current.filter(token -> now.isBefore(token.expiry())).map(RefreshToken::value);
    }

    void revoke() {
        current = Optional.empty();
        accessTokens.revokeAll();
    }

    private String client() {
        return lastClient.orElseThrow(
                () -> new IllegalStateException("There is no client yet: call oauthClient first"));
    }

    private TokenPair issue(String client, Instant now) {
        issued++;
        TokenPair pair = new TokenPair(
                "%saccess-%04d".formatted(TokenPair.PREFIX, issued),
                "%srefresh-%04d".formatted(TokenPair.PREFIX, issued));
        accessTokens.add(pair.accessToken(), now.plus(rules.accessTokenLife()));
        current = Optional.of(new RefreshToken(pair.refreshToken(), client, now.plus(REFRESH_TOKEN_LIFE)));
        return pair;
    }
}
