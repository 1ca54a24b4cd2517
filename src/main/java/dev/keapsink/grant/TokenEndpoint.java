package dev.keapsink.grant;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.credential.Credential.Client;
import dev.keapsink.credential.Credential.Grant;
import dev.keapsink.keap.Endpoint;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.keap.KeapReply;
import dev.keapsink.keap.Purpose;
import dev.keapsink.keap.ReplyClassifier;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Calls Keap's token endpoint: OAuth2 (RFC 6749) in the form that "Getting started with OAuth2 keys" describes. */
public final class TokenEndpoint {

    /**
     * The lifetime of an access token as Keap documents it. A reply may name a shorter one; a longer one is not
     * believed.
     */
    static final Duration LONGEST_LIFE = Duration.ofDays(1);

    private final TokenTransport transport;
    private final InstantSource clock;

    public TokenEndpoint(TokenTransport transport, InstantSource clock) {
        this.transport = transport;
        this.clock = clock;
    }

    /**
     * Renews a grant. Once Keap has renewed it, its refresh token is dead, even if Keap's answer is lost.
     *
     * @throws TokenRefused if Keap does not know the refresh token or the client
     * @throws KeapFailure for every other failure; the grant may then be alive or dead
     */
    public Grant refresh(Grant grant, Duration timeout) {
        Client client = grant.client();
        String basic = Base64.getEncoder().encodeToString((client.id() + ":" + client.secret()).getBytes(UTF_8));
        return tokens(
                client,
                Optional.of("Basic " + basic),
                Map.of("grant_type", "refresh_token", "refresh_token", grant.refreshToken()),
                timeout);
    }

    /**
     * Redeems an authorization code. For this call Keap expects the client's id and secret in the body, and not in the
     * header.
     *
     * @param redirectUri the one that the code was issued for
     * @throws TokenRefused if Keap does not know the code or the client
     * @throws KeapFailure for every other failure
     */
    public Grant redeem(Client client, String code, String redirectUri, Duration timeout) {
        return tokens(
                client,
                Optional.empty(),
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "client_id",
                        client.id(),
                        "client_secret",
                        client.secret(),
                        "code",
                        code,
                        "redirect_uri",
                        redirectUri),
                timeout);
    }

    private Grant tokens(Client client, Optional<String> authorization, Map<String, String> fields, Duration timeout) {
        Instant asked = clock.instant();
        KeapReply reply = transport.post(authorization, form(fields), timeout);
        ReplyClassifier.failure(reply, Purpose.of(Endpoint.ACCOUNT), clock.instant())
                .ifPresent(failure -> {
                    throw refusal(reply.json())
                            .<RuntimeException>map(refused -> refused)
                            .orElseGet(() -> aboutTokenUrl(failure));
                });
        JsonNode tokens = reply.json();
        String access = tokens.path("access_token").asText("");
        String refresh = tokens.path("refresh_token").asText(fields.getOrDefault("refresh_token", ""));
        if (!access.matches("[!-~]+") || refresh.isBlank()) {
            throw new KeapFailure.Unclear("The token endpoint's answer has no tokens");
        }
        return new Grant(client, access, refresh, asked.plusSeconds(lifetime(tokens.path("expires_in"))));
    }

    /**
     * The lifetime in seconds. A reply without one gives 0, so that the next run renews the token, which does no harm.
     */
    private static long lifetime(JsonNode expiresIn) {
        return Math.min(Math.max(expiresIn.asLong(0), 0), LONGEST_LIFE.toSeconds());
    }

    /**
     * The refusal in an error reply, if it is one (RFC 6749, section 5.2). Keap calls some dead refresh tokens an
     * {@code invalid_request}.
     */
    private static Optional<TokenRefused> refusal(JsonNode error) {
        String description = error.path("error_description").asText("").toLowerCase(Locale.ROOT);
        return switch (error.path("error").asText("")) {
            case "invalid_grant" -> Optional.of(grantRefused());
            case "invalid_request" ->
                description.contains("refresh token") ? Optional.of(grantRefused()) : Optional.empty();
            case "invalid_client", "unauthorized_client" ->
                Optional.of(new TokenRefused(
                        TokenRefused.Kind.CLIENT,
                        "Keap does not know the OAuth2 client; check client_id and client_secret against the keys that"
                                + " keys.developer.keap.com shows"));
            default -> Optional.empty();
        };
    }

    private static TokenRefused grantRefused() {
        return new TokenRefused(TokenRefused.Kind.GRANT, "Keap does not know the refresh token or code any more");
    }

    /** Replaces advice about the REST API's address with advice about the token endpoint's. */
    private static KeapFailure aboutTokenUrl(KeapFailure failure) {
        return failure instanceof KeapFailure.Misconfigured || failure instanceof KeapFailure.Answered
                ? new KeapFailure.Misconfigured(
                        "The address in KEAP_SINK_TOKEN_URL does not answer as Keap's token endpoint"
                                + " does; it is normally https://api.infusionsoft.com/token")
                : failure;
    }

    private static String form(Map<String, String> fields) {
        return new TreeMap<>(fields)
                .entrySet().stream()
                        .map(field -> URLEncoder.encode(field.getKey(), UTF_8) + "="
                                + URLEncoder.encode(field.getValue(), UTF_8))
                        .collect(Collectors.joining("&"));
    }
}
