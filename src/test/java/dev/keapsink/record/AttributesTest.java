package dev.keapsink.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.record.Message.Attribute;
import dev.keapsink.record.SinkRecord.Defaults;
import dev.keapsink.record.SinkRecord.Operation;
import dev.keapsink.record.SinkRecord.Row;
import dev.keapsink.simulator.memory.Messages;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttributesTest {

    private static final String BARE = "{'email':'ada@example.com'}";

    private static Version version(int number) {
        return new Version(BigDecimal.valueOf(number));
    }

    @Test
    void fillWhatABareRecordCannotSay() {
        Row contact = Decoding.contact(
                Map.of("stream", "Contacts", "op", "Delete", "version", "7", "contact_type", " Lead ", "tags", "1, 2"),
                BARE);

        assertThat(contact.header()).isEqualTo(new SinkRecord.Header(Operation.DELETE, version(7), List.of(), null));
        assertThat(contact.defaults().contactType()).isEqualTo("Lead");
        assertThat(contact.defaults().tags()).containsExactly(TagText.of(1), TagText.of(2));
    }

    @Test
    void neverOverruleTheEnvelope() {
        Row contact = Decoding.contact(
                Map.of("stream", "orders", "op", "insert", "version", "7"),
                "{'stream':'contacts','op':'upsert','version':8,'data':{}}");

        assertThat(contact.header()).isEqualTo(new SinkRecord.Header(Operation.UPSERT, version(8), List.of(), null));
    }

    @Test
    void fillWhatTheEnvelopeLeavesOut() {
        Row contact = Decoding.contact(
                Map.of("op", "delete", "version", "7"), "{'op':null,'version':'','contact_type':'Lead','data':{}}");

        assertThat(contact.header()).isEqualTo(new SinkRecord.Header(Operation.DELETE, version(7), List.of(), "Lead"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'data':{}}                                                             | 3",
                "{'version':1,'data':{}}                                                 | 1",
                "{'type':'RECORD','record':{'stream':'s','data':{},'emitted_at':2}}      | 2",
                "{'email':'ada@example.com'}                                             | 3"
            })
    void whenAirbyteEmittedTheRecordOrdersItIfNothingElseDoes(String body, int expected) {
        assertThat(Decoding.contact(Map.of("airbyte_emitted_at", "3"), body)
                        .header()
                        .version())
                .isEqualTo(version(expected));
    }

    @Test
    void versionGoesBeforeWhenAirbyteEmittedTheRecord() {
        Map<String, String> attributes = Map.of("airbyte_emitted_at", "3", "version", "2026-01-31T08:00:00Z");

        assertThat(Decoding.contact(attributes, BARE).header().version())
                .isEqualByComparingTo(Version.of("version", "1769846400000"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "version            | draft",
                "version            | 1.5",
                "version            | 2026-02-30",
                "airbyte_emitted_at | soon"
            })
    void whatCannotBeReadIsNamed(String name, String value) {
        Outcome.Rejected rejection = Decoding.rejection(Map.of(name, value), "{}");

        assertThat(rejection.reason()).isEqualTo(Reason.INVALID_VALUE);
        assertThat(rejection.field()).isEqualTo(name);
        assertThat(rejection.detail())
                .startsWith("the message attribute must be")
                .doesNotContain(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"-7 | item 1 (\"-7\")", "VIP, -7 | item 2 (\"-7\")", "[{}] | item 1 (an object)"})
    void aTagThatIsNoneIsNamed(String value, String item) {
        Outcome.Rejected rejection = Decoding.rejection(Map.of("tags", value), "{}");

        assertThat(rejection.reason()).isEqualTo(Reason.INVALID_VALUE);
        assertThat(rejection.field()).isEqualTo("tags");
        assertThat(rejection.detail())
                .startsWith("the message attribute must be")
                .contains(item);
    }

    @Test
    void aTagsNameThatIsTooLongHasItsOwnReason() {
        assertThat(Decoding.rejection(Map.of("tags", "x".repeat(256)), "{}").reason())
                .isEqualTo(Reason.TOO_LONG);
    }

    @ParameterizedTest
    @CsvSource({"Op, DELETED", "OP, d", "_op, Removed", "op, ' destroy '"})
    void namesAreComparedAsFieldNamesAre(String name, String value) {
        Map<String, String> attributes =
                Map.of(name, value, "Contact-Type", "Lead", "VERSION", "7", "Tags", "1", "airbyteEmittedAt", "3");
        Row contact = Decoding.contact(attributes, BARE);

        assertThat(contact.header()).isEqualTo(new SinkRecord.Header(Operation.DELETE, version(7), List.of(), null));
        assertThat(contact.defaults()).isEqualTo(new Defaults(List.of(TagText.of(1)), "Lead"));
    }

    @Test
    void theOneThatIsSpeltAsDocumentedGoesFirst() {
        assertThat(Decoding.contact(Map.of("Version", "8", "version", "7", "VERSION", "9"), BARE)
                        .header()
                        .version())
                .isEqualTo(version(7));
    }

    @ParameterizedTest
    @CsvSource({
        "op, delete, op, upsert, DELETE",
        "op, upsert, op, delete, DELETE",
        "Op, delete, op, upsert, DELETE",
        "op, delete, op, explode, DELETE",
        "op, explode, op, delete, DELETE",
        "op, insert, Op, update, UPSERT",
        "type, contact.deleted, type, contact.updated, DELETE",
        "Event-Type, CUSTOMER_REMOVED, event_type, customer_updated, DELETE",
        "type, newsletter, type, contact.deleted, DELETE",
        "__deleted, true, op, upsert, DELETE",
        "_ab_cdc_deleted_at, 2026-01-31T08:00:00Z, version, 7, DELETE",
        "IsDeleted, ✔, version, 7, DELETE",
        "messageType, CustomerDeleted, version, 7, DELETE",
        "type, newsletter, event, signup, UPSERT",
        "action, pause, operation, explode, UPSERT"
    })
    void aDeleteIsNeverOverruled(String name, String value, String nearer, String nearerValue, Operation expected) {
        assertThat(Decoding.contact(
                                Messages.with(Map.of(name, value), Decoding.json(notification(nearer, nearerValue))))
                        .header()
                        .operation())
                .isEqualTo(expected);
    }

    @Test
    void anOperationThatIsNotUnderstoodIsNotOverruledEither() {
        Row contact =
                Decoding.contact(Messages.with(Map.of("op", "explode"), Decoding.json(notification("op", "upsert"))));

        assertThat(contact.context().said())
                .singleElement()
                .satisfies(said -> assertThat(said.word()).isEqualTo("explode"));
    }

    private static String notification(String name, String value) {
        return Decoding.notification(
                BARE, "'MessageAttributes':{'%s':{'Type':'String','Value':'%s'}},".formatted(name, value));
    }

    @Test
    void whatCannotBeReadIsRefusedEvenWhereTheBodyOverrulesIt() {
        assertThat(Decoding.rejection(Map.of("version", "draft"), "{\"version\":1,\"data\":{}}")
                        .field())
                .isEqualTo("version");
    }

    @Test
    void anotherStreamIsRefused() {
        Outcome.Rejected rejection = Decoding.rejection(Map.of("stream", "orders"), "{}");

        assertThat(rejection.reason()).isEqualTo(Reason.UNKNOWN_STREAM);
        assertThat(rejection.detail()).contains("message attribute").doesNotContain("orders");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Binary", "Binary.gzip"})
    void binaryOnesAreNotRead(String type) {
        Map<String, Attribute> attributes =
                Map.of("op", new Attribute(type, "explode"), "tags", new Attribute(type, "x"));
        Row contact = Decoding.contact(Messages.withAttributes(attributes, "{}"));

        assertThat(contact.header()).isEqualTo(SinkRecord.Header.NONE);
        assertThat(contact.defaults()).isEqualTo(Defaults.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Number", "Number.long", "String.id"})
    void othersAreReadWhateverTheirType(String type) {
        assertThat(Decoding.contact(Messages.withAttributes(Map.of("version", new Attribute(type, " 7 ")), "{}"))
                        .header()
                        .version())
                .isEqualTo(version(7));
    }

    @Test
    void blankAndUnknownOnesSayNothing() {
        Row contact = Decoding.contact(
                Map.of("op", " ", "version", "", "tags", " , ", "stream", "", "Op", "", "trace", "x"), BARE);

        assertThat(contact.header()).isEqualTo(SinkRecord.Header.NONE);
        assertThat(contact.defaults()).isEqualTo(Defaults.NONE);
    }
}
