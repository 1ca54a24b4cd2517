package dev.keapsink.keap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorBodyTest {

    private static ErrorBody of(String body) {
        return ErrorBody.of(new KeapReply(400, Map.of(), body));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"message\":\"BILLING Region is invalid\"}                    | BILLING Region is invalid   | true",
                "{\"code\":400,\"message\":\"v2\",\"details\":[]}               | v2                          | true",
                "{\"code\":\"429\",\"message\":\"Quota Exceeded\",\"details\":null} | Quota Exceeded          | true",
                "{\"fault\":{\"faultstring\":\"Invalid access token\"}}         | Invalid access token        | false",
                "{\"error\":\"invalid_grant\",\"error_description\":\"Expired\"} | Expired                    | true",
                "{\"error\":\"invalid_grant\"}                                  | invalid_grant               | true",
                "{\"message\":\" \",\"error\":\"second best\"}                  | second best                 | true",
                "{\"message\":null,\"error\":\"second best\"}                   | second best                 | true",
                "{\"message\":{\"deep\":1}}                                     | Keap answered 400 without a message | true",
                "{}                                                             | Keap answered 400 without a message | true",
                "[]                                                             | []                          | false",
                "~~                                                             | Keap answered 400 without a message | false",
                "plain words                                                    | plain words                 | false",
                "<html><head><style>b{}</style><script>x()</script></head><body><h1>Bad</h1>Request</body></html> | Bad Request | false",
                "<p>cut off in a tag<                                           | cut off in a tag<           | false"
            })
    void findsTheMessageInEveryShape(String body, String message, boolean fromKeap) {
        assertThat(of(body).message()).isEqualTo(message);
        assertThat(of(body).fromKeap()).isEqualTo(fromKeap);
    }

    /** The quadratic reading that this found took four seconds a page, twenty for five. A busy machine stays far below half. */
    @ParameterizedTest
    @CsvSource({"<, 20000", "<script, 2857", "<style x>, 2200", "<a, 10000", "'{\"message\":\"', 1"})
    void aHostileBodyTakesNoTime(String part, int times) {
        String body = part.repeat(times) + " x".repeat(part.startsWith("{") ? 4_000_000 : 0) + "\"}";
        of(body);

        assertTimeout(Duration.ofSeconds(10), () -> {
            for (int i = 0; i < 5; i++) {
                of(body);
            }
        });
    }

    @Test
    void aScriptThatDoesNotEndIsNoMessage() {
        assertThat(of("<p>Bad <b>request</b><script>x(").message()).isEqualTo("Bad request");
    }

    @Test
    void messageIsOneLine() {
        assertThat(of("{\"message\":\"one\\r\\n\\u0007two\\t three \"}").message())
                .isEqualTo("one two three");
    }

    @Test
    void messageEndsAfterFiveHundredCharacters() {
        assertThat(of("x".repeat(500)).message()).hasSize(500);
        assertThat(of("x".repeat(501)).message()).hasSize(500);
    }

    @Test
    void readsApigeesErrorCode() {
        ErrorBody quota = of("{\"fault\":{\"detail\":{\"errorcode\":\"policies.ratelimit.QuotaViolation\"}}}");

        assertThat(quota.code()).isEqualTo("policies.ratelimit.QuotaViolation");
        assertThat(quota.quotaViolation()).isTrue();
        assertThat(quota.spikeArrest()).isFalse();
        assertThat(of("{\"code\":429}").code()).isEmpty();
    }
}
