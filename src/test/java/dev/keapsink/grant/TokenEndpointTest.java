package dev.keapsink.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keapsink.credential.Credential.Client;
import dev.keapsink.credential.Credential.Grant;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.keap.KeapReply;
import dev.keapsink.simulator.memory.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenEndpointTest {

    private static final Client CLIENT = new Client("id", "s&cret");
    private static final Grant GRANT = new Grant(CLIENT, "old", "r+1", Instant.EPOCH);
    private static final String TOKENS =
            "{\"access_token\":\"a2\",\"refresh_token\":\"r2\",\"expires_in\":%s,\"token_type\":\"bearer\"}";

    private final VirtualTime time = new VirtualTime();
    private final List<String> sent = new ArrayList<>();

    private TokenEndpoint answering(int status, String body) {
        return new TokenEndpoint(
                (authorization, form, timeout) -> {
                    sent.add(authorization.orElse("no header") + " | " + form);
                    time.advance(Duration.ofSeconds(2));
                    return new KeapReply(status, Map.of(), body);
                },
                time);
    }

    private Grant refresh(int status, String body) {
        return answering(status, body).refresh(GRANT, Duration.ofSeconds(1));
    }

    @Test
    void namesTheClientInTheHeaderOfARefresh() {
        Grant renewed = refresh(200, TOKENS.formatted("3600"));

        assertThat(sent).containsExactly("Basic aWQ6cyZjcmV0 | grant_type=refresh_token&refresh_token=r%2B1");
        assertThat(renewed)
                .as("good for an hour from when it was asked for")
                .isEqualTo(new Grant(CLIENT, "a2", "r2", VirtualTime.START.plusSeconds(3600)));
    }

    @Test
    void namesTheClientInTheBodyOfAnExchange() {
        answering(200, TOKENS.formatted("86400"))
                .redeem(CLIENT, "c 1", "https://example.com/cb", Duration.ofSeconds(1));

        assertThat(sent)
                .containsExactly("no header | client_id=id&client_secret=s%26cret&code=c+1"
                        + "&grant_type=authorization_code&redirect_uri=https%3A%2F%2Fexample.com%2Fcb");
    }

    @ParameterizedTest
    @CsvSource({"86400, 86400", "999999999999, 86400", "-5, 0", "null, 0", "\"soon\", 0"})
    void believesNoLifetimeThatKeapDoesNotGive(String said, long believed) {
        assertThat(refresh(200, TOKENS.formatted(said)).expiresAt()).isEqualTo(VirtualTime.START.plusSeconds(believed));
    }

    @Test
    void keepsTheRefreshTokenWhereNoneIsSent() {
        assertThat(refresh(200, "{\"access_token\":\"a2\",\"expires_in\":60}").refreshToken())
                .isEqualTo("r+1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "{}",
                "[]",
                "{\"access_token\":\"a b\",\"refresh_token\":\"r\"}",
                "{\"access_token\":\"a\\r\\nb\",\"refresh_token\":\"r\"}",
                "{\"access_token\":\"a\",\"refresh_token\":\" \"}"
            })
    void anAnswerWithoutTokensIsUnclear(String body) {
        assertThatThrownBy(() -> refresh(200, body)).isInstanceOf(KeapFailure.Unclear.class);
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_grant, Invalid refresh token, GRANT",
        "401, invalid_grant, '', GRANT",
        "400, invalid_request, Invalid Refresh Token, GRANT",
        "401, invalid_client, Client authentication failed, CLIENT",
        "400, unauthorized_client, '', CLIENT"
    })
    void knowsWhoIsRefused(int status, String error, String description, TokenRefused.Kind kind) {
        String body = "{\"error\":\"%s\",\"error_description\":\"%s\"}".formatted(error, description);

        assertThatExceptionOfType(TokenRefused.class)
                .isThrownBy(() -> refresh(status, body))
                .satisfies(refused -> assertThat(refused.kind()).isEqualTo(kind));
    }

    @ParameterizedTest
    @CsvSource({
        "400, '{\"error\":\"invalid_request\",\"error_description\":\"A required parameter is missing\"}'",
        "404, <html>",
        "401, ''",
        "302, ''"
    })
    void anAddressThatIsNotTheTokenEndpointIsNamed(int status, String body) {
        assertThatThrownBy(() -> refresh(status, body))
                .isInstanceOf(KeapFailure.Misconfigured.class)
                .hasMessageContaining("KEAP_SINK_TOKEN_URL");
    }

    @Test
    void anEndpointThatIsDownIsUnavailable() {
        assertThatThrownBy(() -> refresh(503, "")).isInstanceOf(KeapFailure.Unavailable.class);
        assertThatThrownBy(() -> refresh(429, "")).isInstanceOf(KeapFailure.Throttled.class);
    }
}
