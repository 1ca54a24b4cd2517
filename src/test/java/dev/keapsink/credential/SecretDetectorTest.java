package dev.keapsink.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretDetectorTest {

    private static final String LETTERS_AND_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "KeapAK-1",
                "keapak-sesame",
                "/keap-sink/KeapAK-sesame",
                "https://KeapAK-sesame.example.com/queue",
                "ssm:KeapAK-sesame",
                "{\"fields\":{\"email1\":\"KeapAK-sesame\"}}",
                "AKIAIOSFODNN7EXAMPLE",
                "x ASIAIOSFODNN7EXAMPLE",
                "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U",
                "-----BEGIN PRIVATE KEY-----",
                "2YotnFZFEjr1zCsicMWpAA2YotnFZF",
                "Bearer tGzv3JOkF0XG5Qx2TlKWIA0kF9Zq",
                "{\"client_secret\":\"7Fjfp0ZBr1KtDRbnfVdmIw7Fjfp0ZB\"}",
                "ssm:9f86d081884c7d659a2feaa0c55ad015",
                "zsyrctmpqqqfsgcgayh8skfw",
                "https://api.infusionsoft.com/token?client_secret=aK9fJ2mX7qLw3ZtYb5Rn8VcD",
                "https://api.infusionsoft.com/token?client_secret=sesame",
                "aws_secret_access_key=sesame",
                "{\"api_key\":\"sesame\"}",
                "{\"refresh_token\" : \"sesame\"}",
                "https://ada:sesame@keap.example.com/",
                "https://sesame@keap.example.com/",
                "KeapAK_1234567890abcdef",
                "KeapAK%2D12345",
                "KeapAK\u2011abc",
                "-----begin private key-----",
                "/keap/9f86d081884c7d659a2feaa0c55ad015",
                "key-9fceb02d0ae598e95dc970b74767f19372d61af8",
                "key_9FCEB02D0AE598E95DC970B74767F193",
                "aB3dE5fG7hJ9kL1mN",
                "ssm:aB3dE5fG7hJ9kL1m"
            })
    void isASecret(String text) {
        assertThat(SecretDetector.isIn(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "PT120S",
                "1,2,3,1234567,99",
                "EmailAndName",
                "Newsletter subscriber",
                "/keap-sink/credentials",
                "/KeapSink/Production2/CredentialsOfTheAccountOfSales",
                "/aws/reference/secretsmanager/keap-sink/prod-AbC3eF",
                "arn:aws:secretsmanager:us-east-1:123456789012:secret:keap-sink-AbC3eF",
                "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
                "https://sqs.us-east-1.amazonaws.com/123456789012/keap-sink",
                "https://sqs.eu-central-1.amazonaws.com/123456789012/KeapSinkSourceQueue.fifo",
                "https://sqs.us-east-1.amazonaws.com/123456789012/MyStack-SourceQueue-1A2B3C4D5E6F7",
                "https://sqs.us-east-1.amazonaws.com/123456789012/MyStack-SourceQueueForLeads5D3F1A2B-aBcD1eFgHiJk",
                "https://sqs.us-east-1.amazonaws.com/123456789012/leads-3f2504e0-4f89-11d3-9a0c-0305e82c3301",
                "https://us-east-1.queue.amazonaws.com/123456789012/preview-env-9fceb02d0ae5",
                "https://vpce-0a1b2c3d4e5f6a7b8-9c0d1e2f.sqs.us-east-1.vpce.amazonaws.com/123456789012/leads",
                "http://127.0.0.1:39201/000000000000/keap-sink",
                "https://a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6.lambda-url.us-east-1.on.aws/crm/rest",
                "https://api.infusionsoft.com/crm/rest",
                "terraform-20240101120000000000000001",
                "keap-sink-prod-eu-w1-db-v2-2",
                "Root-NestedStackNestedStackResource1A2B3C4D-1ABC2DEF3GHIJ-LedgerTable5D3F1A2B-aBcD1eFgHiJk",
                "{\"automatic\":true,\"fields\":{\"_CustomerLifetimeValue2023\":[\"utm_source_2024Q1\",\"/address/0/line1\"]}}",
                "/home/ada/.config/keap-sink/credentials.json",
                "/tmp/junit-1234567890123456789/keap.json",
                "/keap-sink/KeapAK",
                "{\"custom_fields\":{\"password\":\"pw\"}}",
                "https://keap.example.com/@ada/crm",
                "Http1Server2Config"
            })
    void isNone(String text) {
        assertThat(SecretDetector.isIn(text)).isFalse();
    }

    /** In percent. A token of Keap has 28 characters, or 32, of letters and digits. */
    @ParameterizedTest
    @CsvSource({
        "16, '', 88",
        "18, '', 90",
        "20, '', 95",
        "28, '', 95",
        "32, '', 97",
        "64, '', 99",
        "28, -_, 90",
        "43, -_, 97",
        "28, +/, 90",
        "40, +/, 97",
        "44, +/, 97"
    })
    void knowsNearlyAllRandomTexts(int length, String alsoOf, int percent) {
        Random random = new Random(1);
        String alphabet = LETTERS_AND_DIGITS + alsoOf;

        assertThat(Stream.generate(() -> random(random, alphabet, length)).limit(2_000))
                .filteredOn(SecretDetector::isIn)
                .hasSizeGreaterThan(20 * percent);
    }

    @ParameterizedTest
    @CsvSource({"'', 32", "/keap/, 32", "key-, 40", "ssm:/keap/key_, 64"})
    void knowsAllHexadecimalTexts(String before, int length) {
        Random random = new Random(1);

        assertThat(Stream.generate(() -> before + random(random, "0123456789abcdef", length))
                        .limit(2_000))
                .allMatch(SecretDetector::isIn);
    }

    @Test
    void whatAwsAppendsToNamesIsNone() {
        Random random = new Random(1);

        assertThat(Stream.generate(() -> "MyStack-KeapSinkLedgerTable%s-%s"
                                .formatted(
                                        random(random, "0123456789ABCDEF", 8), random(random, LETTERS_AND_DIGITS, 12)))
                        .limit(2_000))
                .noneMatch(SecretDetector::isIn);
    }

    private static String random(Random random, String alphabet, int length) {
        return random.ints(length, 0, alphabet.length())
                .mapToObj(i -> String.valueOf(alphabet.charAt(i)))
                .reduce("", String::concat);
    }
}
