package dev.keapsink.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.support.Messages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the decoder refuses, and that it says so without repeating anything of the body. */
class MessageRejectionTest {

    /** Occurs in bodies below, and must not occur in any detail. */
    private static final String SECRET = "ada.lovelace";

    private static Checked<SinkRecord> decode(String body) {
        return new MessageDecoder().decode(Messages.of(body).getFirst());
    }

    private static Outcome.Rejected rejection(String body) {
        assertThat(decode(body)).isInstanceOf(Checked.Invalid.class);
        Outcome.Rejected rejection = ((Checked.Invalid<SinkRecord>) decode(body)).rejection();
        assertThat(rejection.detail()).isNotBlank().doesNotContain(SECRET);
        return rejection;
    }

    static String[] unreadableBodies() {
        return new String[] {
            "",
            "   ",
            "null",
            "42",
            "true",
            "\"ada.lovelace@example.com\"",
            "[]",
            "[{\"email\":\"ada.lovelace@example.com\"}]",
            "ada.lovelace@example.com",
            "{\"email\":\"ada.lovelace@example.com\"",
            "{\"email\":ada.lovelace}",
            "{'email':'ada.lovelace@example.com'}",
            "{\"email\":\"ada.lovelace@example.com\"} trailing",
            "{\"email\":\"ada.lovelace@example.com\"}{\"email\":\"ada.lovelace@example.com\"}",
            "{\"ada.lovelace\":NaN}",
            "{\"ada.lovelace\":1,}",
            "{\"name\":\"ada.lovelace\u0000\"}",
            "{\"name\":\"ada.lovelace\\x\"}",
            "{\"name\":\"ada.lovelace\\ud83\"}",
            "{\"ada.lovelace\":" + "9".repeat(1001) + "}",
            "\uFEFF{\"email\":\"ada.lovelace@example.com\"}",
            "<html>ada.lovelace</html>"
        };
    }

    @ParameterizedTest
    @MethodSource("unreadableBodies")
    void bodyThatIsNotOneJsonObjectIsUnreadable(String body) {
        Outcome.Rejected rejection = rejection(body);

        assertThat(rejection.reason()).isEqualTo(Reason.UNREADABLE);
        assertThat(rejection.field()).isNull();
    }

    @Test
    void detailNamesThePlaceWhereParsingStopped() {
        assertThat(rejection("{\n  \"email\": ada.lovelace }").detail()).contains("line 2");
    }

    @Test
    void readsAnObjectFiftyLevelsDeep() {
        assertThat(decode(nested(50))).isInstanceOf(Checked.Valid.class);
    }

    @Test
    void refusesAnObjectFiftyOneLevelsDeep() {
        assertThat(rejection(nested(51)).reason()).isEqualTo(Reason.UNREADABLE);
    }

    @Test
    void survivesADepthBomb() {
        assertThat(rejection("{\"a\":".repeat(100_000)).reason()).isEqualTo(Reason.UNREADABLE);
        assertThat(rejection("{\"a\":" + "[".repeat(100_000)).reason()).isEqualTo(Reason.UNREADABLE);
    }

    private static String nested(int levels) {
        return "{\"a\":".repeat(levels - 1) + "{}" + "}".repeat(levels - 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "stream       | \"ada.lovelace\"   | UNKNOWN_STREAM",
                "stream       | \"orders\"         | UNKNOWN_STREAM",
                "stream       | [\"contacts\"]     | INVALID_VALUE",
                "op           | \"ada.lovelace\"   | INVALID_VALUE",
                "op           | true               | INVALID_VALUE",
                "op           | {}                 | INVALID_VALUE",
                "version      | \"ada.lovelace\"   | INVALID_VALUE",
                "version      | 1.5                | INVALID_VALUE",
                "version      | [1]                | INVALID_VALUE",
                "tags         | \"ada.lovelace\"   | INVALID_VALUE",
                "tags         | [1,\"x\"]          | INVALID_VALUE",
                "contact_type | [\"ada.lovelace\"] | INVALID_VALUE"
            })
    void namesTheFieldOfTheEnvelopeThatIsWrong(String field, String value, Reason reason) {
        Outcome.Rejected rejection = rejection("{\"" + field + "\":" + value + ",\"data\":{}}");

        assertThat(rejection.reason()).isEqualTo(reason);
        assertThat(rejection.field()).isEqualTo(field);
    }

    /** Half of a character is valid JSON; whether a contact can carry it is the mapper's business. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"first_name\":\"\\ud83d\"}", "{\"first_name\":\"\\ude00\"}"})
    void readsALoneSurrogate(String body) {
        assertThat(decode(body)).isInstanceOf(Checked.Valid.class);
    }
}
