package dev.keapsink.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeakTest {

    private static List<Leak> kinds(String line) {
        return Leak.in(line).stream().map(Leak.Found::kind).distinct().toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "KEY | INFO the key is KeapAK-1",
                "KEY | \"secret\":\"KeapAK-simulator-0000\"",
                "TOKEN | Grant[kst-secret-access-0001, until 2026]",
                "SECRET_FIELD | {\"access_token\":\"a2\"}",
                "SECRET_FIELD | grant_type=refresh_token&refresh_token=r%2B1",
                "SECRET_FIELD | client_secret = 'sesame'",
                "SECRET_FIELD | Settings[api_key=sesame]",
                "AUTHORIZATION | Bearer sesameOpen",
                "AUTHORIZATION | Basic aWQ6cyZjcmV0",
                "AUTHORIZATION | basic aWQtMTpzZWNyZXQtMQ==",
                "AUTHORIZATION | Bearer abcdefghijklmnopqrstuvwxyz",
                "HEADER | {Authorization=[AWS4-HMAC-SHA256 Credential]}",
                "HEADER | x-keap-api-key: sesame",
                "HEADER | \"Authorization\": \"sesame\"",
                "EMAIL | Rejected contact ada@example.com",
                "EMAIL | user=ada.b+c@mail.example.co.uk,",
                "PHONE | (212) 555-0101",
                "PHONE | number +1 (555) 555-0142 is",
                "PHONE | +15550100",
                "PHONE | +1 555 123 4567",
                "PHONE | phone_number==555-123-4567;",
                "PHONE | 555.123.4567",
                "PHONE | phone:2125550101",
                "PHONE | 15551234567",
                "PHONE | '5550001'",
                "PHONE | [555-0001]",
                "PHONE | 020 7946 0001"
            })
    void isSeen(Leak kind, String line) {
        assertThat(kinds(line)).contains(kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "it has to be {\"api_key\":\"…\"} with a Personal Access Token, or what ./run authorize writes",
                "put a valid Personal Access Token or Service Account Key as api_key into the parameter /keap/k",
                "holds neither an api_key nor a refresh_token; check client_id and client_secret against the keys",
                "KEAP_SINK_API_KEY_HEADER must be X-Keap-API-Key or Authorization",
                "sent as Bearer token, or with Basic authentication; Bearer. Basic",
                "Adding element org.apache.maven:connector-basic /root/.m2/maven-connector-basic-1.9.25.jar",
                "at java.base@25.0.1/java.lang.Thread.run(Thread.java:1474)",
                "dev.keapsink.keap.Access@5550199f, [Ljava.lang.String;@1b2c3d4e",
                "2026-03-10T12:00:20.123456789Z, 2026-03-10T12:00:20+01:00, +0100, 1770000000, 1795550000123",
                "Message 5dd15550-5550-5550-5550-155512345670 of 555 555 in 5555 ms (+12.5 %)",
                "http://127.0.0.1:55512/v1/contacts/1234567, 192.0.2.188, sha256:0155512345678",
                "arn:aws:sqs:eu-central-1:000000000000:keap-sink",
                "took 120 300 ms, 1.5E+10, 100-1000, port 43555"
            })
    void anIdAMomentOrAWordIsNone(String line) {
        assertThat(Leak.in(line)).isEmpty();
    }

    @Test
    void aSearchSaysWhereAndOfWhatKindButNotWhat(@TempDir Path folder) throws IOException {
        Path log = folder.resolve("log");
        Files.write(
                log,
                "\u00e4 canary: PARAMETER@canary.invalid\nfine\nada@example.com\n"
                        .getBytes(StandardCharsets.ISO_8859_1));

        Search search = Search.in(folder);

        assertThat(search.canaries()).containsExactly(Canary.PARAMETER);
        assertThat(search.leaks()).containsExactly(log + ":3: EMAIL");
    }
}
