package dev.keapsink.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.object.MappingResult;
import dev.keapsink.record.Checked;
import dev.keapsink.record.MessageRecords;
import dev.keapsink.record.SinkRecord;
import dev.keapsink.record.Streams;
import dev.keapsink.simulator.memory.Messages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Quotation marks in JSON are single. */
class MappedOperationTest {

    private static final String LISTED = "{'from':'/meta/verb','delete':['gone',0],'upsert':['new','removed',true]}";

    /** What a record is to be, or why not. */
    private static String mapped(String op, String body) {
        ContactMapper mapper = new ContactMapper(
                MatchRule.EMAIL,
                ContactMappingReader.read(
                        "{'automatic':true,'op':%s}".formatted(op).replace('\'', '"')));
        Checked<SinkRecord> content = new MessageRecords(Streams.DEFAULT)
                .of(Messages.of(body.replace('\'', '"').replace("DATA", "\"data\":{\"email\":\"a@example.com\"}"))
                        .getFirst())
                .getFirst()
                .content();
        return switch (content.then(record -> mapper.map((SinkRecord.Row) record))) {
            case Checked.Valid<MappingResult>(MappingResult.Wanted wanted) ->
                wanted.change().operation().name();
            case Checked.Valid<MappingResult> suppressed -> "nothing";
            case Checked.Invalid<MappingResult>(var rejection) ->
                rejection.reason().code() + " " + rejection.field();
        };
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'meta':{'verb':'Gone'},DATA}                  | DELETE",
                "{'meta':{'verb':' GONE '},DATA}                | DELETE",
                "{'meta':{'verb':0},DATA}                       | DELETE",
                "{'meta':{'verb':'deleted'},DATA}               | DELETE",
                "{'meta':{'verb':'new'},DATA}                   | UPSERT",
                "{'meta':{'verb':true},DATA}                    | UPSERT",
                "{'meta':{'verb':'removed'},DATA}               | UPSERT",
                "{'meta':{'verb':'update'},DATA}                | UPSERT",
                "{'meta':{'verb':''},DATA}                      | UPSERT",
                "{'meta':{},DATA}                               | UPSERT",
                "{'meta':{'verb':'moved'},DATA}                 | unknown_operation /meta/verb",
                "{'meta':{'verb':{}},DATA}                      | unknown_operation /meta/verb",
                "{'op':'gone',DATA}                             | DELETE",
                "{'op':'new',DATA}                              | UPSERT",
                "{'op':'moved','meta':{'verb':'new'},DATA}      | unknown_operation op",
                "{'op':'delete','meta':{'verb':'new'},DATA}     | DELETE",
                "{'op':'delete','meta':{'verb':'moved'},DATA}   | DELETE",
                "{'op':'upsert','meta':{'verb':'gone'},DATA}    | DELETE",
                "{'op':'removed',DATA}                          | DELETE",
                "{'type':'contact.gone',DATA}                   | DELETE",
                "{'type':'contact.signup',DATA}                 | UPSERT"
            })
    void listedWordsAddToThoseThatAreKnown(String body, String expected) {
        assertThat(mapped(LISTED, body)).isEqualTo(expected);
    }

    @Test
    void aSourceAloneReadsTheUsualWords() {
        assertThat(mapped("'status'", "{'email':'a@example.com','status':'deleted'}"))
                .isEqualTo("DELETE");
        assertThat(mapped("'status'", "{'email':'a@example.com','status':'active'}"))
                .isEqualTo("unknown_operation status");
        assertThat(mapped("['/a/b','status']", "{'email':'a@example.com','status':'active'}"))
                .isEqualTo("unknown_operation /a/b or status");
        assertThat(mapped("{'value':'delete'}", "{'email':'a@example.com'}")).isEqualTo("DELETE");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'verb':'gone',DATA}                                                   | DELETE",
                "{'verb':'lost','data':{'email':'a@example.com','verb':'new'}}          | UPSERT",
                "{'verb':'moved',DATA}                                                  | unknown_operation verb",
                "{'detail-type':'x','source':'y','detail':{'verb':'gone',DATA}}         | DELETE",
                "{'detail-type':'x','source':'y','verb':'gone','detail':{DATA}}         | DELETE"
            })
    void aNameIsLookedForAroundTheDataIfItIsNotThere(String body, String expected) {
        String listed = "{'from':'verb','delete':['gone'],'upsert':['new']}";

        assertThat(mapped(listed, body)).isEqualTo(expected);
        assertThat(mapped(listed.replace("'verb'", "['none','verb']"), body))
                .isEqualTo(expected.replace("verb", "none or verb"));
    }

    @Test
    void itReachesAnEventThatIsAround() {
        String event = "{'detail-type':'Customer Left','source':'shop','detail':{'email':'a@example.com'}}";

        assertThat(mapped("{'from':'/detail-type','delete':['Customer Left']}", event))
                .isEqualTo("DELETE");
        assertThat(mapped("'/detail-type'", event)).isEqualTo("unknown_operation /detail-type");
    }

    @Test
    void withoutAWordOfOursTheOperationOfADialectIsRejected() {
        assertThat(mapped("'/none'", "{'op':'x','before':null,'after':{'email':'a@example.com'}}"))
                .isEqualTo("unknown_operation op");
        assertThat(mapped(
                        "{'from':'/op','delete':['x']}", "{'op':'x','before':{'email':'a@example.com'},'after':null}"))
                .isEqualTo("DELETE");
    }
}
