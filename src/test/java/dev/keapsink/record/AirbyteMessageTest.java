package dev.keapsink.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.record.SinkRecord.NoRecord;
import dev.keapsink.record.SinkRecord.Operation;
import dev.keapsink.record.SinkRecord.Row;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AirbyteMessageTest {

    private static final String RECORD =
            "{'type':'RECORD','record':{'stream':'crm_leads','data':{'email':'ada@example.com'},'emitted_at':7}}";

    @Test
    void recordIsItsDataWhateverTheSourceCallsItsTable() {
        Row contact = Decoding.contact(RECORD);

        assertThat(contact.data().toString()).isEqualTo(Decoding.json("{'email':'ada@example.com'}"));
        assertThat(contact.header().operation()).isEqualTo(Operation.UPSERT);
    }

    @Test
    void recordIsOrderedByWhenItWasEmitted() {
        assertThat(Decoding.contact(RECORD).header().version()).isEqualTo(new Version(BigDecimal.valueOf(7)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'stream':'s','data':{}}", "{'stream':'s','data':{},'emitted_at':null}"})
    void recordNeedNotSayWhenItWasEmitted(String record) {
        assertThat(Decoding.contact("{'type':'RECORD','record':" + record + "}")
                        .header()
                        .version())
                .isNull();
    }

    @Test
    void dataOfARecordAreNoEnvelope() {
        Row contact = Decoding.contact("{'type':'RECORD','record':{'stream':'s','data':{'op':'upsert','data':{}}}}");

        assertThat(contact.header().operation()).isEqualTo(Operation.UPSERT);
        assertThat(contact.data()).hasSize(2);
    }

    @Test
    void attributesFillWhatTheRecordLeavesOut() {
        Row contact = Decoding.contact(Map.of("op", "delete", "version", "9", "stream", "contacts"), RECORD);

        assertThat(contact.header().operation()).isEqualTo(Operation.DELETE);
        assertThat(contact.header().version()).isEqualTo(new Version(BigDecimal.valueOf(9)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"'soon'", "1.5", "{}", "true", "1e999999999"})
    void emittedAtThatIsNoMomentIsRefused(String emittedAt) {
        Outcome.Rejected rejection = Decoding.rejection(
                "{'type':'RECORD','record':{'stream':'s','data':{},'emitted_at':" + emittedAt + "}}");

        assertThat(rejection.reason()).isEqualTo(Reason.INVALID_VALUE);
        assertThat(rejection.field()).isEqualTo("emitted_at");
    }

    @ParameterizedTest
    @CsvSource({
        "STATE, state",
        "LOG, log",
        "SPEC, spec",
        "CONNECTION_STATUS, connectionStatus",
        "CATALOG, catalog",
        "TRACE, trace",
        "CONTROL, control",
        "DESTINATION_CATALOG, destination_catalog"
    })
    void otherTypesHoldNoRecord(String type, String field) {
        assertThat(Decoding.record("{'type':'%s','%s':{'data':{}},'record':null}".formatted(type, field)))
                .isEqualTo(new NoRecord());
    }

    /** Each of them lacks one thing that makes a message of the protocol, and would be lost if it were taken for one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'STATE','state':'AZ','email':'a@example.com'}",
                "{'type':'STATE','state':{'code':'AZ'},'email':'a@example.com'}",
                "{'type':'STATE','state':'AZ'}",
                "{'type':'STATE'}",
                "{'type':'state','state':{}}",
                "{'type':['STATE'],'state':{}}",
                "{'type':'LOG','state':{}}",
                "{'type':'STATE','state':{},'record':{'stream':'s','data':{}}}",
                "{'type':'CUSTOMER','record':{'stream':'s','data':{}}}",
                "{'type':'RECORD','record':'vinyl','email':'a@example.com'}",
                "{'type':'RECORD','record':{'stream':'s','data':{}},'email':'a@example.com'}",
                "{'type':'RECORD','record':{'stream':'s','data':'text'}}",
                "{'type':'RECORD','record':{'stream':7,'data':{}}}",
                "{'type':'RECORD','record':{'data':{}}}",
                "{'type':'RECORD','record':[]}",
                "{'record':{'stream':'s','data':{}}}"
            })
    void recordWithATypeOfItsOwnIsItself(String body) {
        assertThat(Decoding.contact(body).data().toString()).isEqualTo(Decoding.json(body));
    }
}
