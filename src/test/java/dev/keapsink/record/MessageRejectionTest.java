package dev.keapsink.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.simulator.memory.Messages;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the decoder refuses, and that it says so without repeating anything of the body. */
class MessageRejectionTest {

    /** Occurs in bodies below, and must not occur in any detail. */
    private static final String SECRET = "ada.lovelace";

    private static Checked<SinkRecord> decode(String body) {
        return new MessageDecoder(Streams.DEFAULT).decode(Messages.of(body).getFirst());
    }

    private static Outcome.Rejected rejection(String body) {
        Outcome.Rejected rejection = Decoding.rejection(decode(body));
        assertThat(rejection.detail()).isNotBlank().doesNotContain(SECRET);
        return rejection;
    }

    static String[] unreadableBodies() {
        return new String[] {
            "",
            "   ",
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
            "{\"ada.lovelace\":-Infinity}",
            "{1:\"ada.lovelace\"}",
            "{null:\"ada.lovelace\"}",
            "{\"ada.lovelace\":1,}",
            "{\"name\":\"ada.lovelace\u0000\"}",
            "{\"name\":\"ada.lovelace\\x\"}",
            "{\"name\":\"ada.lovelace\\ud83\"}",
            "{\"ada.lovelace\":" + "9".repeat(1001) + "}",
            "\uFEFF",
            "{\uFEFF\"email\":\"ada.lovelace@example.com\"}",
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

    @Test
    void readsABodyOf256KiBytes() {
        assertThat(decode(sized(256 * 1024, "a"))).isInstanceOf(Checked.Valid.class);
        assertThat(decode(sized(256 * 1024, "\u20ac"))).isInstanceOf(Checked.Valid.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "\u00e9", "\u20ac", "\ud83d\ude00"})
    void refusesABodyOfOneByteMore(String character) {
        Outcome.Rejected rejection = rejection(sized(256 * 1024 + 1, character));

        assertThat(rejection.reason()).isEqualTo(Reason.UNREADABLE);
        assertThat(rejection.detail()).contains("256 KiB");
    }

    /** A record of so many bytes, filled up with a character as often as it fits. */
    private static String sized(int bytes, String character) {
        int fill = bytes - "{'n':''}".length();
        int size = character.getBytes(StandardCharsets.UTF_8).length;
        return "{\"n\":\"" + "a".repeat(fill % size) + character.repeat(fill / size) + "\"}";
    }

    @Test
    void readsANumberOfAThousandDigitsAndNoLongerOne() {
        assertThat(decode("{\"n\":" + "9".repeat(1000) + "}")).isInstanceOf(Checked.Valid.class);
        assertThat(decode("{\"n\":0." + "9".repeat(999) + "}")).isInstanceOf(Checked.Valid.class);
        assertThat(rejection("{\"n\":0." + "9".repeat(1001) + "}").reason()).isEqualTo(Reason.UNREADABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "-1e999999999", "1e-999999999", "0e999999999", "1e99999999999999999999"})
    @Timeout(5)
    void isNotHeldUpByANumberBeyondAllBounds(String number) {
        assertThat(decode("{\"n\":" + number + "}")).isInstanceOf(Checked.Valid.class);
        for (String field : List.of("version", "tags", "op")) {
            assertThat(decode("{\"%s\":%s,\"data\":{}}".formatted(field, number)))
                    .isNotNull();
        }
    }

    @Test
    @Timeout(5)
    void isNotHeldUpByManyNumbersOfManyDigits() {
        String numbers = "[" + ("9".repeat(1000) + ",").repeat(250) + "0]";

        assertThat(decode("{\"n\":" + numbers + "}")).isInstanceOf(Checked.Valid.class);
        assertThat(rejection("{\"tags\":" + numbers + ",\"data\":{}}").field()).isEqualTo("tags");
        assertThat(rejection("{\"n\":" + "9".repeat(200_000) + "}").reason()).isEqualTo(Reason.UNREADABLE);
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
                "version      | \"ada.lovelace\"   | INVALID_VALUE",
                "version      | 1.5                | INVALID_VALUE",
                "version      | [1]                | INVALID_VALUE",
                "tags         | \"-7\"             | INVALID_VALUE",
                "tags         | [1,{}]             | INVALID_VALUE",
                "contact_type | [\"ada.lovelace\"] | INVALID_VALUE"
            })
    void namesTheFieldOfTheEnvelopeThatIsWrong(String field, String value, Reason reason) {
        Outcome.Rejected rejection = rejection("{\"" + field + "\":" + value + ",\"data\":{}}");

        assertThat(rejection.reason()).isEqualTo(reason);
        assertThat(rejection.field()).isEqualTo(field);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[\"software.amazon.payloadoffloading.PayloadS3Pointer\",{\"s3BucketName\":\"ada.lovelace\",\"s3Key\":\"k\"}]",
                "[\"com.amazon.sqs.javamessaging.MessageS3Pointer\",{\"s3BucketName\":\"ada.lovelace\",\"s3Key\":\"k\"}]",
                "{\"s3BucketName\":\"ada.lovelace\",\"s3Key\":\"k\"}"
            })
    void aPointerOfTheExtendedClientSaysWhatItIs(String body) {
        Outcome.Rejected rejection = rejection(body);

        assertThat(rejection.reason()).isEqualTo(Reason.PAYLOAD_ELSEWHERE);
        assertThat(rejection.detail()).contains("S3", "240 KiB");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ExtendedPayloadSize", "SQSLargePayloadSize"})
    void theAttributeOfTheExtendedClientIsEnough(String attribute) {
        assertThat(Decoding.rejection(Map.of(attribute, "300000"), "k").reason())
                .isEqualTo(Reason.PAYLOAD_ELSEWHERE);
    }

    @Test
    void aRecordThatAlsoNamesABucketIsNoPointer() {
        assertThat(decode("{\"s3BucketName\":\"b\",\"s3Key\":\"k\",\"email\":\"ada@example.com\"}"))
                .isInstanceOf(Checked.Valid.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"{\\\"email\\\":\\\"ada.lovelace@example.com\\\"}\"", "\"[{}]\"", "\" {} \"", "\"\\\"{}\\\"\""
            })
    void jsonInAJsonTextIsNamed(String body) {
        assertThat(rejection(body).reason()).isEqualTo(Reason.UNREADABLE);
        assertThat(rejection(body).detail()).contains("a JSON text that holds JSON");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"ada.lovelace\"", "\"{\"", "\"7\""})
    void anyOtherJsonTextIsNone(String body) {
        assertThat(rejection(body).detail()).contains("neither an object nor a list");
    }

    /** The last of two fields counts, but nothing overrules a delete. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'op':'delete','op':'upsert','data':{'email':'ada@example.com'}}           | DELETE",
                "{'op':'upsert','op':'delete','data':{'email':'ada@example.com'}}           | DELETE",
                "{'data':{'__deleted':'true','__deleted':'false','email':'a@example.com'}}  | DELETE",
                "{'type':'x.deleted','type':'x.updated','list':[1,{'a':null}],'data':{}}    | DELETE",
                "{'email':'bob@example.com','email':'ada@example.com'}                      | UPSERT"
            })
    void oneNameTwiceIsRead(String body, SinkRecord.Operation expected) {
        assertThat(Decoding.contact(body).header().operation()).isEqualTo(expected);
    }

    @Test
    void oneNameTwiceHidesNothingBehindTheObject() {
        assertThat(rejection("{\"a\":1,\"a\":2} {}").reason()).isEqualTo(Reason.UNREADABLE);
        assertThat(rejection("{\"a\":1,\"a\":[1,").reason()).isEqualTo(Reason.UNREADABLE);
    }

    /** Half of a character is valid JSON; whether a contact can carry it is the mapper's business. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"first_name\":\"\\ud83d\"}", "{\"first_name\":\"\\ude00\"}"})
    void readsALoneSurrogate(String body) {
        assertThat(decode(body)).isInstanceOf(Checked.Valid.class);
    }
}
