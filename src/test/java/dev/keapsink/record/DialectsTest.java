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

/** What the dialects of change streams and events say. Quotation marks in JSON are single here. */
class DialectsTest {

    private static final String ROW = "{'email':'ada@example.com'}";

    private static Operation operation(String body) {
        return Decoding.contact(body.replace("ROW", ROW)).header().operation();
    }

    private static String data(String body) {
        return Decoding.contact(body.replace("ROW", ROW)).data().toString().replace('"', '\'');
    }

    /** With the version behind the bar; none if nothing orders the record. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            nullValues = "none",
            value = {
                "{'op':'u','after':ROW,'source':{'ts_ms':7100000000},'ts_ms':1}                  | 7100000000",
                "{'op':'u','after':ROW,'source':{},'ts_ms':1769846400120}                        | 1769846400120",
                "{'op':'u','after':ROW,'ts_ms':'soon'}                                           | none",
                "{'email':'a@example.com','__op':'u','__ts_ms':1769846400120}                    | 1769846400120",
                "{'email':'a@example.com','__source_ts_ms':1769846400000,'__ts_ms':1}            | 1769846400000",
                "{'data':ROW,'metadata':{'operation':'load','table-name':'t','timestamp':'2026-01-31T08:00:00.000001Z'}} | 1769846400000.001",
                "{'database':'d','table':'t','type':'insert','ts':1769846400,'data':ROW}         | 1769846400000",
                "{'database':'d','table':'t','type':'INSERT','es':1769846400000,'ts':1,'data':[ROW]} | 1769846400000",
                "{'type':'contact.created','time':'2026-01-31T08:00:00Z','data':ROW}             | 1769846400000",
                "{'type':'contact.signup','created':1769846400,'data':ROW}                       | 1769846400000",
                "{'event':'x','createdAt':'2026-01-31 08:00:00','data':ROW}                      | 1769846400000",
                "{'type':'x','time':'soon','occurred_at':'2026-01-31T09:00:00+01:00','data':ROW} | 1769846400000",
                "{'type':'x','time':'soon','data':ROW}                                           | none",
                "{'type':'x','time':1769846400,'version':7,'data':ROW}                           | 7",
                "{'created_at':'2026-01-31T08:00:00Z','data':ROW}                                | none",
                "{'type':'contact.deleted','created_at':'2026-01-31T08:00:00Z','email':'a@b.example'} | none",
                "{'type':'RECORD','record':{'stream':'s','emitted_at':9,'data':{'op':'u','after':ROW,'ts_ms':1769846400120}}} | 1769846400120"
            })
    void theirTimesOrderTheRecord(String body, BigDecimal expected) {
        Version version = Decoding.contact(body.replace("ROW", ROW)).header().version();

        assertThat(version == null ? null : version.value())
                .usingComparator((one, other) -> one == null || other == null
                        ? Boolean.compare(one == null, other == null)
                        : one.compareTo(other))
                .isEqualTo(expected);
    }

    @Test
    void theTimeOfAnEventBusOrdersTheRecordAtLast() {
        assertThat(Decoding.contact(Decoding.event(ROW)).header().version())
                .isEqualByComparingTo(Version.of("version", "1769846400000"));
        assertThat(Decoding.contact(Map.of("airbyte_emitted_at", "3"), Decoding.event(ROW))
                        .header()
                        .version())
                .isEqualTo(Version.of("version", "3"));
    }

    @Test
    void sequenceNumbersOrderTheChangesOfASecond() {
        String change = "{'eventName':'MODIFY','dynamodb':{'ApproximateCreationDateTime':%s,'SequenceNumber':'%s',"
                + "'NewImage':{'email':{'S':'a@example.com'}}}}";
        Version first = version(change.formatted("1769846400", "111000000000000000009"));
        Version second = version(change.formatted("1769846400.0", "4421584500000000017450439091"));
        Version later = version(change.formatted("'2026-01-31T08:00:01Z'", "1"));

        assertThat(first).isLessThan(second);
        assertThat(second).isLessThan(later);
        assertThat(version(change.formatted("1769846400", "none")))
                .isEqualByComparingTo(Version.of("v", "1769846400000"));
    }

    private static Version version(String body) {
        return Decoding.contact(body).header().version();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'schema':{'type':'struct'},'payload':null}",
                "{'schema':null,'payload':null}",
                "null",
                "{'ts_ms':1769846400120}",
                "{'schema':{},'payload':{'ts_ms':1769846400120}}",
                "{'status':'END','id':'571','ts_ms':1,'event_count':2,'data_collections':[]}",
                "{'source':{},'ts_ms':1,'databaseName':'d','ddl':'DROP TABLE t'}",
                "{'op':'m','ts_ms':1,'source':{},'message':{'prefix':'p','content':''}}",
                "{'control':{},'metadata':{'record-type':'control','operation':'drop-table','table-name':'t'}}",
                "{'database':'d','table':'t','type':'bootstrap-complete','ts':1,'data':{}}",
                "{'database':'d','type':'database-create','ts':1,'sql':'CREATE DATABASE d'}",
                "{'database':'d','table':'t','type':'ALTER','isDdl':true,'data':null}"
            })
    void messagesOfTheirOwnAreNoRecords(String body) {
        assertThat(Decoding.record(body)).isEqualTo(new NoRecord());
        assertThat(Decoding.record(Decoding.notification(body))).isEqualTo(new NoRecord());
    }

    /** Each of them has what a message of a dialect has, and something more, or lacks something. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'ts_ms':1,'email':'a@example.com'}",
                "{'status':'END','id':'7','email':'a@example.com'}",
                "{'source':{},'ddl':'x','email':'a@example.com'}",
                "{'schema':{},'payload':{},'email':'a@example.com'}",
                "{'schema':'x','payload':null}",
                "{'op':'u','after':'lunch','email':'a@example.com'}",
                "{'op':'x','source':{},'email':'a@example.com'}",
                "{'op':'m','source':{},'email':'a@example.com'}",
                "{'op':'t','source':{},'email':'a@example.com'}",
                "{'metadata':{'operation':'signup','record-type':'control'},'email':'a@example.com'}",
                "{'before':{},'after':{},'email':'a@example.com'}",
                "{'database':'d','type':'insert','email':'a@example.com'}",
                "{'database':'d','table':'t','type':'oak','email':'a@example.com'}"
            })
    void recordsWithFieldsOfADialectAreThemselves(String body) {
        assertThat(data(body)).isEqualTo(body);
        assertThat(operation(body)).isEqualTo(Operation.UPSERT);
    }

    @Test
    void dynamoDbsValuesBecomePlain() {
        assertThat(data("{'eventName':'INSERT','dynamodb':{'NewImage':{'s':{'S':'x'},'n':{'N':'12345678901234567890'},"
                        + "'f':{'N':'1.50'},'t':{'BOOL':false},'z':{'NULL':true},'b':{'B':'YQ=='},'l':{'L':[{'N':'1'},{'M':{'k':{'S':'v'}}}]},"
                        + "'ss':{'SS':['a']},'ns':{'NS':['1','2']},'odd':{'N':'soon'},'plain':'y','other':{'S':'a','N':'1'},"
                        + "'huge':{'N':'1e9999'}}}}"))
                .isEqualTo("{'s':'x','n':12345678901234567890,'f':1.50,'t':false,'z':null,'b':'YQ==','l':[1,{'k':'v'}],"
                        + "'ss':['a'],'ns':[1,2],'odd':'soon','plain':'y','other':{'S':'a','N':'1'},'huge':'1e9999'}");
    }

    @Test
    void theImageBeforeFillsWhatADmsDeleteLacks() {
        assertThat(data(
                        "{'data':{'id':1,'email':null,'city':'Oslo'},'before-image':{'id':1,'email':'a@example.com','city':'Rome'},"
                                + "'metadata':{'operation':'delete','table-name':'t'}}"))
                .isEqualTo("{'id':1,'email':'a@example.com','city':'Oslo'}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'type':'customer.deleted','data':{'object':ROW}}            | {'email':'ada@example.com'}",
                "{'type':'customer.updated','data':{'email':'ada@example.com','object':{'a':1}}} | {'email':'ada@example.com','object':{'a':1}}",
                "{'type':'customer.noted','data':{'object':ROW}}              | {'object':{'email':'ada@example.com'}}",
                "{'data':{'object':ROW}}                                      | {'object':{'email':'ada@example.com'}}",
                "{'data':{'op':'d','before':ROW,'after':null}}                | {'email':'ada@example.com'}",
                "{'data':{'type':'row.updated','data':ROW}}                   | {'email':'ada@example.com'}",
                "{'data':{'type':'row','data':ROW}}                           | {'type':'row','data':{'email':'ada@example.com'}}"
            })
    void dataMayHoldADialect(String body, String expected) {
        assertThat(data(body)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'op':'delete','data':{'_AB_cdc_deleted_at':'x'}}                               | DELETE",
                "{'op':'upsert','data':{'_AB_cdc_deleted_at':'x'}}                               | DELETE",
                "{'op':'upsert','data':{'_ab_cdc_deleted_at':'  '}}                              | UPSERT",
                "{'op':'upsert','type':'contact.deleted','data':{}}                              | DELETE",
                "{'op':'delete','type':'contact.created','data':{}}                              | DELETE",
                "{'op':'upsert','data':{'op':'Deleted'}}                                         | DELETE",
                "{'op':'upsert','data':{'type':'contact.deleted'}}                               | DELETE",
                "{'data':{'email':'a@b.example','type':'contact.deleted'}}                       | DELETE",
                "{'specversion':'1.0','type':'x.y','data':{'email':'a@b.example','type':'contact.deleted'}} | DELETE",
                "{'op':'u','after':{'type':'contact.deleted'}}                                   | UPSERT",
                "{'detail-type':'contact.deleted','email':'a@b.example'}                         | DELETE",
                "{'detail-type':'contact.deleted','data':{'email':'a@b.example'}}                | DELETE",
                "{'operation':'D','data':{}}                                                     | DELETE",
                "{'action':'d','data':{}}                                                        | DELETE",
                "{'action':'purge','data':{}}                                                    | UPSERT",
                "{'operation':'Delete','email':'a@b.example'}                                    | DELETE",
                "{'action':'removed','email':'a@b.example'}                                      | DELETE",
                "{'event':'contact.deleted','email':'a@b.example'}                               | DELETE",
                "{'event_type':'contact.deleted','email':'a@b.example'}                          | DELETE",
                "{'eventName':'ContactDeleted','email':'a@b.example'}                            | DELETE",
                "{'operation':'d','event':'Gala','action':'purge','email':'a@b.example'}         | UPSERT",
                "{'__ab_cdc_deleted_at':'2026-01-31','email':'a@b.example'}                      | DELETE",
                "{'eventName':'REMOVE','dynamodb':'x','email':'a@b.example'}                     | DELETE",
                "{'__op__':'delete','email':'a@b.example'}                                       | DELETE",
                "{'op':['delete'],'email':'a@b.example'}                                         | DELETE",
                "{'op ':'delete','op':'x','email':'a@b.example'}                                 | DELETE",
                "{'op':'x','op ':'delete','email':'a@b.example'}                                 | DELETE",
                "{'_ab_cdc_deleted_at':'NaT','email':'a@b.example'}                              | UPSERT",
                "{'_ab_cdc_deleted_at':false,'email':'a@b.example'}                              | UPSERT",
                "{'_ab_cdc_deleted_at':0,'email':'a@b.example'}                                  | UPSERT",
                "{'_ab_cdc_deleted_at':'None','email':'a@b.example'}                             | UPSERT",
                "{'metadata':{'operation':'delete'},'email':'a@b.example'}                       | DELETE",
                "{'metadata':'{\\'operation\\':\\'delete\\'}','data':{'email':'a@b.example'}} | DELETE",
                "{'metadata':{'record-type':'data','Operation':'D'},'data':{'email':'a@b.example'}} | DELETE",
                "{'EventName':'d','dynamodb':{'OldImage':{'email':{'S':'a@b.example'}}}}         | DELETE",
                "{'iodebeziumop':'d','type':'x','data':{'email':'a@b.example'}}                  | DELETE",
                "{'metadata':{'operation':'signup','record-type':'control'},'email':'a@b.example'} | UPSERT",
                "{'op':'purge','_ab_cdc_deleted_at':'x','data':{}}                               | DELETE",
                "{'Op':'upsert','OP':'d','data':{}}                                              | DELETE",
                "{'op':'u','after':ROW,'before':{'__deleted':'true'}}                            | UPSERT",
                "{'op':'u','after':{'__deleted':'true'}}                                         | DELETE",
                "{'type':'RECORD','record':{'stream':'s','data':{'type':'contact.deleted'}}}     | DELETE"
            })
    void aDeleteFromAnywhereWins(String body, Operation expected) {
        assertThat(operation(body)).isEqualTo(expected);
    }

    @Test
    void whatIsAroundTheDataIsKept() {
        Row contact = Decoding.contact(
                Decoding.event("{'schema':{},'payload':{'op':'c','after':{'email':'a@example.com'},'note':7}}"));

        assertThat(contact.context().around())
                .extracting(object -> object.path("op").asText())
                .containsExactly("c", "");
        assertThat(contact.context().events())
                .singleElement()
                .satisfies(
                        event -> assertThat(event.path("detail-type").asText()).isEqualTo("signup"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'op':'t','source':{},'ts_ms':1}                                     | UNKNOWN_OPERATION | op",
                "{'database':'d','table':'t','type':'TRUNCATE','data':null}           | UNKNOWN_OPERATION | type",
                "{'op':'d','before':null,'after':null}                                | NO_MATCH_KEY | before",
                "{'op':'u','before':{'id':1},'after':null}                            | NO_MATCH_KEY | after",
                "{'op':'u','before':{'id':1},'after':'x'}                             | NO_MATCH_KEY | after",
                "{'data':{},'metadata':{'operation':'delete','table-name':'t'}}       | NO_MATCH_KEY | data",
                "{'eventName':'REMOVE','dynamodb':{}}                                 | NO_MATCH_KEY | dynamodb.OldImage",
                "{'eventName':'INSERT','dynamodb':{'Keys':{'id':{'S':'1'}}}}          | NO_MATCH_KEY | dynamodb.NewImage",
                "{'database':'d','table':'t','type':'DELETE','data':[{},{}]}          | INVALID_VALUE | data"
            })
    void whatLacksItsRowIsRejected(String body, Reason reason, String field) {
        Outcome.Rejected rejection = Decoding.rejection(body);

        assertThat(rejection.reason()).isEqualTo(reason);
        assertThat(rejection.field()).isEqualTo(field);
        assertThat(rejection.detail()).isNotBlank();
    }
}
