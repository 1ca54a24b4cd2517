package dev.keapsink.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.keapsink.credential.Credential.ApiKey;
import dev.keapsink.credential.Credential.Client;
import dev.keapsink.credential.Credential.Grant;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialDocumentTest {

    private static final Grant GRANT = new Grant(
            new Client("kst-client", "kst-secret-client"),
            "kst-secret-access",
            "kst-secret-refresh",
            Instant.ofEpochSecond(1_800_000_000));

    private static final String DOCUMENT =
            "{\"client_id\":\"kst-client\",\"client_secret\":\"kst-secret-client\",\"access_token\":\"kst-secret-access\","
                    + "\"refresh_token\":\"kst-secret-refresh\",\"expires_at\":1800000000}";

    private static CredentialDocument parse(String text) {
        return CredentialDocument.parse(text, "the parameter /k");
    }

    @Test
    void holdsAnApiKey() {
        assertThat(parse("{\"api_key\":\" KeapAK-1 \"}").credential()).isEqualTo(new ApiKey("KeapAK-1"));
        assertThat(parse(CredentialDocument.of(new ApiKey("KeapAK-1"))).credential())
                .isEqualTo(new ApiKey("KeapAK-1"));
    }

    @Test
    void holdsAGrant() {
        assertThat(parse(DOCUMENT).credential()).isEqualTo(GRANT);
        assertThat(CredentialDocument.of(GRANT)).isEqualTo(DOCUMENT);
    }

    @Test
    void byteOrderMarksAreIgnored() {
        assertThat(parse("\uFEFF \n\uFEFF" + DOCUMENT).credential()).isEqualTo(GRANT);
        assertThat(parse("\uFEFF" + DOCUMENT).credential()).isEqualTo(GRANT);
        assertThat(parse("\uFEFF" + DOCUMENT).with(GRANT)).isEqualTo(DOCUMENT);
    }

    @Test
    void aGrantWithoutAnAccessTokenOrItsEndIsDue() {
        String without = "{\"client_id\":\"c\",\"client_secret\":\"s\",\"refresh_token\":\"r\"}";

        assertThat(parse(without).credential()).isEqualTo(new Grant(new Client("c", "s"), "", "r", Instant.EPOCH));
        assertThat(parse(DOCUMENT.replace("1800000000", "null")).credential())
                .extracting(credential -> ((Grant) credential).expiresAt())
                .isEqualTo(Instant.EPOCH);
        assertThat(parse(DOCUMENT.replace("1800000000", "1800000000000")).credential())
                .as("milliseconds by mistake: whoever only reads does not mind")
                .extracting(credential -> ((Grant) credential).expiresAt())
                .isEqualTo(Instant.EPOCH);
        assertThat(parse(DOCUMENT.replace("1800000000", "\"1800000000\"")).credential())
                .isEqualTo(GRANT);
    }

    @Test
    void keepsWhatItDoesNotKnow() {
        CredentialDocument document = parse(DOCUMENT.replaceFirst("\\{", "{\"note\":\"of the shop\","));

        String renewed = document.with(new Grant(GRANT.client(), "a2", "r2", Instant.ofEpochSecond(1_900_000_000)));

        assertThat(renewed).contains("\"note\":\"of the shop\"", "\"refresh_token\":\"r2\"", "1900000000");
        assertThat(document.credential()).isEqualTo(GRANT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "KeapAK-sesame",
                "[\"KeapAK-sesame\"]",
                "{}",
                "{\"api_key\":\"\"}",
                "{\"api_key\":5}",
                "{\"api_key\":\"KeapAK sesame\"}",
                "{\"api_key\":\"KeapAK-sesame\\r\\nHost: x\"}",
                "{\"api_key\":\"KeapAK-sesame\",\"refresh_token\":\"sesame\"}",
                "{\"client_id\":\"c\",\"client_secret\":\"sesame\"}",
                "{\"client_id\":\"c\",\"client_secret\":\"s\",\"refresh_token\":\"r\",\"access_token\":\"ses ame\"}",
                "{\"api_key\":\"KeapAK-sesame\"} and more"
            })
    void saysWhatItHasToBeWithoutRepeatingWhatItIs(String text) {
        assertThatExceptionOfType(CredentialUnreadable.class)
                .isThrownBy(() -> parse(text))
                .withMessageStartingWith("the parameter /k ")
                .withMessageContaining("{\"api_key\":\"…\"}")
                .withMessageNotContaining("ses")
                .satisfies(e -> assertThat(e.isPassing()).isFalse())
                .withNoCause();
    }

    @Test
    void nothingOfACredentialIsPrinted() {
        assertThat(GRANT.toString() + GRANT.client() + new ApiKey("KeapAK-sesame"))
                .doesNotContain("secret", "sesame", "kst");
    }
}
