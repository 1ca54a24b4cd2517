package dev.keapsink.simulator;

import static dev.keapsink.simulator.Account.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatedTokensTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String REDIRECT = "https://example.org/back";

    private final Account account = new Account();
    private final KeapSimulator simulator = account.simulator;

    @BeforeEach
    void registerAClient() {
        simulator.oauthClient("id-1", "secret:1");
    }

    @Test
    void acceptsTheAccessTokensOfAGrantBesideTheKey() {
        TokenPair pair = simulator.grant();

        SimulatedReply userInfo = bearing(pair.accessToken(), "/v2/oauth/connect/userinfo");

        assertThat(json(userInfo).path("tenant_id").asText()).isEqualTo("ks100");
        assertThat(account.get("/v1/tags").status()).isEqualTo(200);
        assertThat(account.send("GET", "/v1/tags", Map.of("x-keap-api-key", pair.accessToken()), "")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void exchangesARefreshTokenForTheNextPair() {
        TokenPair first = simulator.grant();

        SimulatedReply reply = refresh(first.refreshToken());

        assertThat(reply.status()).isEqualTo(200);
        assertThat(json(reply).properties())
                .extracting(Map.Entry::getKey)
                .containsExactly("access_token", "refresh_token", "token_type", "expires_in", "scope");
        assertThat(json(reply).path("token_type").asText()).isEqualTo("bearer");
        assertThat(json(reply).path("expires_in").asInt()).isEqualTo(86_400);
        assertThat(json(reply).path("scope").asText()).isEqualTo("full|ab103.infusionsoft.com");
        assertThat(pair(reply).refreshToken()).isNotEqualTo(first.refreshToken());
        assertThat(statusBearing(pair(reply))).isEqualTo(200);
        assertThat(simulator.validRefreshToken()).hasValue(pair(reply).refreshToken());
    }

    @Test
    void marksEverythingSecretThatItIssues() {
        assertThat(simulator.grant().accessToken()).startsWith("kst-secret-");
        assertThat(simulator.grant().refreshToken()).startsWith("kst-secret-");
        assertThat(simulator.authorizationCode(REDIRECT)).startsWith("kst-secret-");
    }

    @Test
    void takesARefreshTokenOnlyOnce() {
        TokenPair first = simulator.grant();
        TokenPair second = pair(refresh(first.refreshToken()));

        SimulatedReply again = refresh(first.refreshToken());

        assertError(again, 400, "invalid_grant", "Invalid refresh token");
        assertThat(simulator.validRefreshToken()).hasValue(second.refreshToken());
        assertThat(refresh(second.refreshToken()).status()).isEqualTo(200);
    }

    @Test
    void canCallADeadRefreshTokenAnInvalidRequest() {
        simulator.tokenRules(TokenRules.DEFAULT.answeringInvalidRequest());

        assertError(refresh("kst-secret-none"), 400, "invalid_request", "Invalid Refresh Token");
    }

    @Test
    void letsARefreshTokenDieAfter45Days() {
        simulator.grant();
        account.clock.advance(Duration.ofDays(45).minusMillis(1));
        TokenPair second = pair(refresh(simulator.validRefreshToken().orElseThrow()));

        account.clock.advance(Duration.ofDays(45));

        assertThat(simulator.validRefreshToken()).isEmpty();
        assertError(refresh(second.refreshToken()), 400, "invalid_grant", "Invalid refresh token");
    }

    @Test
    void letsAnAccessTokenExpireWhenItsTimeIsUp() {
        simulator.tokenRules(TokenRules.DEFAULT.withAccessTokenLife(Duration.ofHours(2)));
        TokenPair pair = simulator.grant();

        account.clock.advance(Duration.ofHours(2).minusMillis(1));
        assertThat(statusBearing(pair)).isEqualTo(200);
        account.clock.advance(Duration.ofMillis(1));

        assertThat(errorcode(pair)).isEqualTo("keymanagement.service.access_token_expired");
        assertThat(json(refresh(pair.refreshToken())).path("expires_in").asInt())
                .isEqualTo(7_200);
    }

    @Test
    void expiresAccessTokensOnDemandButNotTheGrant() {
        TokenPair pair = simulator.grant();

        simulator.expireAccessTokens();

        assertThat(errorcode(pair)).isEqualTo("keymanagement.service.access_token_expired");
        assertThat(statusBearing(pair(refresh(pair.refreshToken())))).isEqualTo(200);
    }

    @Test
    void keepsAnAccessTokenGoodAfterARotationUnlessToldOtherwise() {
        TokenPair first = simulator.grant();
        TokenPair second = pair(refresh(first.refreshToken()));
        assertThat(statusBearing(first)).isEqualTo(200);

        simulator.tokenRules(TokenRules.DEFAULT.revokingAccessTokensOnRotation());
        TokenPair third = pair(refresh(second.refreshToken()));

        assertThat(errorcode(first)).isEqualTo("keymanagement.service.invalid_access_token");
        assertThat(errorcode(second)).isEqualTo("keymanagement.service.invalid_access_token");
        assertThat(statusBearing(third)).isEqualTo(200);
    }

    @Test
    void takesNoTokenOfARevokedGrant() {
        TokenPair pair = simulator.grant();

        simulator.revokeGrant();

        assertThat(errorcode(pair)).isEqualTo("keymanagement.service.invalid_access_token");
        assertThat(simulator.validRefreshToken()).isEmpty();
        assertThat(refresh(pair.refreshToken()).status()).isEqualTo(400);
    }

    @Test
    void endsTheEarlierRefreshTokenWithANewGrant() {
        TokenPair first = simulator.grant();
        TokenPair second = simulator.grant();

        assertThat(refresh(first.refreshToken()).status()).isEqualTo(400);
        assertThat(refresh(second.refreshToken()).status()).isEqualTo(200);
        assertThat(statusBearing(first)).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Bearer id-1:secret:1", "Basic ***", "Basic id-1", "Basic id-1:secret", "Basic id-2:secret:1"
            })
    void refusesToRefreshForAnotherClient(String authorization) {
        String token = simulator.grant().refreshToken();
        String sent = authorization.contains("id-")
                ? authorization.split(" ", 2)[0] + " " + base64(authorization.split(" ", 2)[1])
                : authorization;

        SimulatedReply reply = token(
                sent.isEmpty() ? Map.of() : Map.of("authorization", sent),
                "grant_type=refresh_token&client_id=id-1&client_secret=secret%3A1&refresh_token=" + token);

        assertError(reply, 401, "invalid_client", "Client authentication failed");
        assertThat(simulator.validRefreshToken()).hasValue(token);
    }

    @Test
    void refusesTheRefreshTokenOfAnotherClient() {
        String token = simulator.grant().refreshToken();
        simulator.oauthClient("id-2", "secret-2");

        SimulatedReply reply = token(basic("id-2", "secret-2"), "grant_type=refresh_token&refresh_token=" + token);

        assertError(reply, 400, "invalid_grant", "Invalid refresh token");
        assertThat(refresh(token).status()).isEqualTo(200);
    }

    @Test
    void exchangesACodeOnceForTheFirstPair() {
        String code = simulator.authorizationCode(REDIRECT);

        SimulatedReply reply = exchange(Map.of(), "id-1", "secret%3A1", code, "https%3A%2F%2Fexample.org%2Fback");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(statusBearing(pair(reply))).isEqualTo(200);
        assertThat(simulator.validRefreshToken()).hasValue(pair(reply).refreshToken());
        assertError(
                exchange(Map.of(), "id-1", "secret%3A1", code, REDIRECT),
                400,
                "invalid_grant",
                "Invalid authorization code");
    }

    @Test
    void refusesACodeWithAnotherRedirectOrClient() {
        String code = simulator.authorizationCode(REDIRECT);
        String another = simulator.authorizationCode(REDIRECT);
        simulator.oauthClient("id-2", "secret-2");

        assertThat(exchange(Map.of(), "id-1", "secret%3A1", code, REDIRECT + "/")
                        .status())
                .isEqualTo(400);
        assertThat(exchange(Map.of(), "id-2", "secret-2", another, REDIRECT).status())
                .isEqualTo(400);
        assertThat(simulator.validRefreshToken()).isEmpty();
    }

    @Test
    void refusesToExchangeACodeForAnotherClientOrWithAnAuthorizationHeader() {
        String code = simulator.authorizationCode(REDIRECT);

        assertThat(exchange(Map.of(), "id-1", "wrong", code, REDIRECT).status()).isEqualTo(401);
        assertError(
                exchange(basic("id-1", "secret:1"), "id-1", "secret%3A1", code, REDIRECT),
                401,
                "invalid_client",
                "Client authentication failed");
        assertThat(exchange(Map.of(), "id-1", "secret%3A1", code, REDIRECT).status())
                .isEqualTo(200);
    }

    @Test
    void refusesWhatIsIncomplete() {
        assertError(
                token(basic("id-1", "secret:1"), "grant_type=refresh_token&refresh_token="),
                400,
                "invalid_request",
                "A required parameter is missing");
        assertThat(exchange(Map.of(), "id-1", "secret%3A1", "", REDIRECT).status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "grant_type=password", "grant_type=refresh_token&grant_type=refresh_token"})
    void refusesOtherGrantTypes(String body) {
        assertError(token(basic("id-1", "secret:1"), body), 400, "unsupported_grant_type", "Unsupported grant type");
    }

    @Test
    void readsFormsOnlyAndTakesPostsOnly() {
        String token = simulator.grant().refreshToken();
        String body = "grant_type=refresh_token&refresh_token=" + token;
        Map<String, String> json =
                Map.of("content-type", "application/json", "authorization", "Basic " + base64("id-1:secret:1"));

        assertThat(json(account.send("POST", "/token", json, body))
                        .path("error")
                        .asText())
                .isEqualTo("unsupported_grant_type");
        assertThat(account.send("POST", "/token?" + body, basic("id-1", "secret:1"), "")
                        .status())
                .isEqualTo(400);
        assertThat(account.send("GET", "/token", Map.of(), "").status()).isEqualTo(405);
        assertThat(simulator.validRefreshToken()).hasValue(token);
    }

    @Test
    void keepsTheCallsForTokensApartFromTheOthers() {
        refresh(simulator.grant().refreshToken());
        account.post("/v1/tags", "{'name':'A'}");

        assertThat(simulator.calls()).extracting(Call::path).containsExactly("/token", "/v1/tags");
        assertThat(simulator.tokenCalls()).extracting(Call::status).containsExactly(200);
        assertThat(simulator.writes()).isEqualTo(1);
        assertThat(RequestModel.problems(simulator.tokenCalls().getFirst())).isEmpty();
    }

    @Test
    void metersNoCallForTokens() {
        Account narrow = new Account(new Quota(1, 1, 1));
        narrow.simulator.oauthClient("id-1", "secret:1");
        String token = narrow.simulator.grant().refreshToken();
        assertThat(narrow.get("/v1/tags").status()).isEqualTo(200);

        SimulatedReply reply = narrow.send(
                "POST",
                "/auth/token",
                form(basic("id-1", "secret:1")),
                "grant_type=refresh_token&refresh_token=" + token);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.headers()).containsOnlyKeys("content-type");
    }

    @Test
    void letsNobodyAuthoriseAClientThatIsNotThere() {
        assertThatThrownBy(() -> new Account().simulator.grant()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void failsByScriptWithoutRotating() {
        String token = simulator.grant().refreshToken();
        simulator.inject(Fault.unavailable().onNext(1).matching("POST", "/token"));
        simulator.inject(Fault.swallowed().onNext(1).matching("POST", "/token"));

        assertThat(account.get("/v1/tags").status()).isEqualTo(200);
        assertThat(refresh(token).status()).isEqualTo(503);
        assertThat(refresh(token).delivery()).isEqualTo(Delivery.NEVER);
        assertThat(simulator.validRefreshToken()).hasValue(token);
        assertThat(refresh(token).status()).isEqualTo(200);
    }

    @Test
    void rotatesEvenIfNobodyLearnsTheNewToken() {
        TokenPair first = simulator.grant();
        simulator.inject(Fault.replyLostAfterCommit().onNext(1).matching("POST", "/token"));
        simulator.inject(Fault.neverAnswered().onNext(1).matching("POST", "/token"));

        assertThat(refresh(first.refreshToken()).delivery()).isEqualTo(Delivery.RESET);
        String second = simulator.validRefreshToken().orElseThrow();
        assertThat(refresh(second).delivery()).isEqualTo(Delivery.NEVER);
        String third = simulator.validRefreshToken().orElseThrow();

        assertThat(third).isNotEqualTo(second).isNotEqualTo(first.refreshToken());
        assertThat(refresh(second).status()).isEqualTo(400);
        assertThat(simulator.tokenCalls()).extracting(Call::status).containsExactly(200, 200, 400);
    }

    @Test
    void canRotateLongAfterTheCall() {
        String token = simulator.grant().refreshToken();
        simulator.inject(Fault.carriedOutOnlyAfter(Duration.ofMinutes(1)).onNext(1));

        assertThat(refresh(token).delivery()).isEqualTo(Delivery.NEVER);
        assertThat(simulator.validRefreshToken()).hasValue(token);
        account.clock.advance(Duration.ofMinutes(1));

        assertThat(refresh(token).status()).isEqualTo(400);
        assertThat(simulator.validRefreshToken()).isPresent();
    }

    @Test
    void stillIssuesTokensWhileTheApiCallsThemExpired() {
        TokenPair pair = simulator.grant();
        simulator.inject(Fault.credentialExpired());

        assertThat(refresh(pair.refreshToken()).status()).isEqualTo(200);
        assertThat(errorcode(pair)).isEqualTo("keymanagement.service.access_token_expired");
    }

    private SimulatedReply refresh(String token) {
        return token(basic("id-1", "secret:1"), "grant_type=refresh_token&refresh_token=" + token);
    }

    private SimulatedReply exchange(
            Map<String, String> headers, String client, String secret, String code, String redirectUri) {
        return token(
                headers,
                "grant_type=authorization_code&client_id=%s&client_secret=%s&code=%s&redirect_uri=%s"
                        .formatted(client, secret, code, redirectUri));
    }

    private SimulatedReply token(Map<String, String> headers, String body) {
        return account.send("POST", "/token", form(headers), body);
    }

    private static Map<String, String> form(Map<String, String> headers) {
        String authorization = headers.get("authorization");
        return authorization == null
                ? Map.of("content-type", FORM)
                : Map.of("content-type", FORM + ";charset=UTF-8", "authorization", authorization);
    }

    private static Map<String, String> basic(String client, String secret) {
        return Map.of("authorization", "Basic " + base64(client + ":" + secret));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    private SimulatedReply bearing(String token, String target) {
        return account.send("GET", target, Map.of("authorization", "Bearer " + token), "");
    }

    private int statusBearing(TokenPair pair) {
        return bearing(pair.accessToken(), "/v1/tags").status();
    }

    private String errorcode(TokenPair pair) {
        SimulatedReply reply = bearing(pair.accessToken(), "/v1/tags");
        assertThat(reply.status()).isEqualTo(401);
        return json(reply).at("/fault/detail/errorcode").asText();
    }

    private static TokenPair pair(SimulatedReply reply) {
        return new TokenPair(
                json(reply).path("access_token").asText(),
                json(reply).path("refresh_token").asText());
    }

    private static void assertError(SimulatedReply reply, int status, String error, String description) {
        assertThat(reply.status()).isEqualTo(status);
        assertThat(json(reply).path("error").asText()).isEqualTo(error);
        assertThat(json(reply).path("error_description").asText()).isEqualTo(description);
    }
}
