package dev.keapsink.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.record.SinkRecord.Operation;
import dev.keapsink.record.SinkRecord.Row;
import dev.keapsink.simulator.memory.Messages;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Quotation marks in JSON are single here. */
class MessageDecoderTest {

    private static Row decode(String json) {
        Checked<SinkRecord> decoded = new MessageDecoder(Streams.DEFAULT)
                .decode(Messages.of(json.replace('\'', '"')).getFirst());
        assertThat(decoded).isInstanceOf(Checked.Valid.class);
        return (Row) ((Checked.Valid<SinkRecord>) decoded).value();
    }

    private static SinkRecord.Header header(String fields) {
        return decode("{" + fields + ",'data':{'email':'ada@example.com'}}").header();
    }

    @Test
    void objectWithAnObjectAsDataIsAnEnvelope() {
        Row contact = decode("{'stream':'contacts','op':'delete','version':7,'tags':[1,2],'contact_type':'Lead',"
                + "'key':'ignored','data':{'email':'ada@example.com'}}");

        assertThat(contact.data().toString()).isEqualTo("{\"email\":\"ada@example.com\"}");
        assertThat(contact.header().operation()).isEqualTo(Operation.DELETE);
        assertThat(contact.header().version()).isEqualTo(new Version(BigDecimal.valueOf(7)));
        assertThat(contact.header().tags()).containsExactly(TagText.of(1), TagText.of(2));
        assertThat(contact.header().contactType()).isEqualTo("Lead");
    }

    @Test
    void envelopeNeedsNothingButData() {
        assertThat(decode("{'data':{'email':'ada@example.com'}}").header()).isEqualTo(SinkRecord.Header.NONE);
    }

    @Test
    void emptyDataIsARecordWithoutFields() {
        assertThat(decode("{'data':{}}").data().isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'email':'a@b.example'}", "{}", "{'data':[{}]}", "{'data':'text'}", "{'data':null}"})
    void anyOtherObjectIsTheRecordItself(String body) {
        Row contact = decode(body);

        assertThat(contact.data().toString()).isEqualTo(body.replace('\'', '"'));
        assertThat(contact.header()).isEqualTo(SinkRecord.Header.NONE);
    }

    @Test
    void bareRecordKeepsFieldsThatAnEnvelopeWouldUse() {
        Row contact = decode("{'op':'explode','version':'draft','stream':'orders','tags':'vip'}");

        assertThat(contact.header()).isEqualTo(SinkRecord.Header.NONE);
        assertThat(contact.data()).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "'op':'upsert', UPSERT",
                "'op':'UPSERT', UPSERT",
                "'op':' Delete ', DELETE",
                "'op':'', UPSERT",
                "'op':null, UPSERT",
                "'key':'no op', UPSERT"
            })
    void readsTheOperation(String fields, Operation expected) {
        assertThat(header(fields).operation()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'stream':'contacts'", "'stream':'Contacts'", "'stream':' '", "'stream':null"})
    void takesTheContactsStream(String field) {
        assertThat(header(field)).isEqualTo(SinkRecord.Header.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            nullValues = "none",
            value = {
                "'contact_type':' Lead ' | Lead",
                "'contact_type':7        | 7",
                "'contact_type':''       | none",
                "'contact_type':null     | none"
            })
    void readsTheContactType(String field, String expected) {
        assertThat(header(field).contactType()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'version':''", "'version':'  '", "'version':null", "'key':'no version'"})
    void blankVersionIsNone(String field) {
        assertThat(header(field).version()).isNull();
    }

    @Test
    void takesTheLastOfTwoFieldsOfOneName() {
        assertThat(decode("{'email':'old@example.com','email':'new@example.com'}")
                        .data()
                        .path("email")
                        .asText())
                .isEqualTo("new@example.com");
    }
}
