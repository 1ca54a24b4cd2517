package dev.keapsink.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * Keap's OAuth2 token endpoint. A refresh has to name its client in the Authorization header. The exchange of a code has
 * to name it in the body and is refused with that header.
 */
final class TokenEndpoint {
    static final String PATH = "/token";

    private static final String BASIC = "Basic ";
    private static final String SCOPE = "full|ab103.infusionsoft.com";

    private final Grants grants;

    TokenEndpoint(Grants grants) {
        this.grants = grants;
    }

    SimulatedReply answer(SimulatedRequest request, Instant now) {
        if (!request.method().equals("POST")) {
            return Replies.message(405, "Method not allowed");
        }
        Form form = isForm(request) ? Form.of(request.body()) : Form.of("");
        Optional<String> authorization = Optional.ofNullable(request.headers().get("authorization"));
        return switch (form.only("grant_type").orElse("")) {
            case "refresh_token" -> refresh(form, authorization, now);
            case "authorization_code" -> exchange(form, authorization, now);
            default -> Replies.tokenError(400, "unsupported_grant_type", "Unsupported grant type");
        };
    }

    private SimulatedReply refresh(Form form, Optional<String> authorization, Instant now) {
        Optional<String> client = authorization.flatMap(this::client);
        Optional<String> token = form.only("refresh_token");
        if (client.isEmpty()) {
            return invalidClient();
        }
        if (token.isEmpty()) {
            return incomplete();
        }
        return grants.refresh(client.get(), token.get(), now).map(this::answer).orElseGet(this::invalidRefreshToken);
    }

    private SimulatedReply exchange(Form form, Optional<String> authorization, Instant now) {
        String client = form.only("client_id").orElse("");
        boolean known = grants.isClient(client, form.only("client_secret").orElse(""));
        if (!known || authorization.isPresent()) {
            return invalidClient();
        }
        Optional<String> code = form.only("code");
        Optional<String> redirectUri = form.only("redirect_uri");
        if (code.isEmpty() || redirectUri.isEmpty()) {
            return incomplete();
        }
        return grants.exchange(client, code.get(), redirectUri.get(), now)
                .map(this::answer)
                .orElseGet(() -> Replies.tokenError(400, "invalid_grant", "Invalid authorization code"));
    }

    private SimulatedReply answer(TokenPair pair) {
        return Replies.ok(Json.object()
                .put("access_token", pair.accessToken())
                .put("refresh_token", pair.refreshToken())
                .put("token_type", "bearer")
                .put("expires_in", grants.rules().accessTokenLife().toSeconds())
                .put("scope", SCOPE));
    }

    private SimulatedReply invalidRefreshToken() {
        return grants.rules().isInvalidRequest()
                ? Replies.tokenError(400, "invalid_request", "Invalid Refresh Token")
                : Replies.tokenError(400, "invalid_grant", "Invalid refresh token");
    }

    private static SimulatedReply invalidClient() {
        return Replies.tokenError(401, "invalid_client", "Client authentication failed");
    }

    private static SimulatedReply incomplete() {
        return Replies.tokenError(400, "invalid_request", "A required parameter is missing");
    }

    /** The client that the header names, if its secret is right. */
    private Optional<String> client(String authorization) {
        if (!authorization.startsWith(BASIC)) {
            return Optional.empty();
        }
        try {
            String[] parts = new String(Base64.getDecoder().decode(authorization.substring(BASIC.length())), UTF_8)
                    .split(":", 2);
            return parts.length == 2 && grants.isClient(parts[0], parts[1]) ? Optional.of(parts[0]) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static boolean isForm(SimulatedRequest request) {
        String type = request.headers().getOrDefault("content-type", "");
        return type.toLowerCase(Locale.ROOT).startsWith(Form.CONTENT_TYPE);
    }
}
