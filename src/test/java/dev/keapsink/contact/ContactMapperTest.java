package dev.keapsink.contact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.field.LeftOut;
import dev.keapsink.field.Unresolved;
import dev.keapsink.object.Change;
import dev.keapsink.object.MappingResult;
import dev.keapsink.record.Checked;
import dev.keapsink.record.MessageRecords;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Reason;
import dev.keapsink.record.SinkRecord;
import dev.keapsink.record.SinkRecord.Defaults;
import dev.keapsink.record.SinkRecord.Header;
import dev.keapsink.record.SinkRecord.Operation;
import dev.keapsink.record.Streams;
import dev.keapsink.record.TagText;
import dev.keapsink.record.Version;
import dev.keapsink.simulator.memory.Messages;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContactMapperTest {

    private static Change change(Header header, String json) {
        return ((MappingResult.Wanted)
                        ((Checked.Valid<MappingResult>) Changes.map(MatchRule.EMAIL, header, json)).value())
                .change();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "''", "'  '", "'\\t'"})
    void leavesBlanksOutBecauseAnEmptyValueWouldErase(String blank) {
        Change change = Changes.of(
                "{'email':'ada@example.com','first_name':%1$s,'phone':%1$s,'birthday':%1$s,'country':%1$s,'email2':%1$s}"
                        .formatted(blank));

        assertThat(Changes.texts(change)).containsOnlyKeys("email1");
    }

    @Test
    void blankUnderTheBestNameGivesWayToTheNext() {
        assertThat(Changes.texts("{'email':'','email_address':'ada@example.com'}"))
                .containsEntry("email1", "ada@example.com");
    }

    @Test
    void countsWhatHasNoPlaceOrOnlyASecondName() {
        assertThat(Changes.mapped(MatchRule.EMAIL, "{'email':'ada@example.com','tags':[1],'contact_type':'Lead'}")
                        .unused())
                .isEmpty();
        assertThat(Changes.mapped(
                                MatchRule.EMAIL,
                                "{'email':'ada@example.com','mail':'x@example.com','shoe_size':7,'pets':['cat']}")
                        .unused())
                .containsExactly("mail", "shoe_size", "pets");
    }

    @Test
    void unusedSecondNameNeedNotBeValid() {
        assertThat(Changes.of("{'email':'ada@example.com','mail':['no','address']}")
                        .values())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            value = {
                "'email':'ada'                  | email1",
                "'email2':'ada'                 | email2",
                "'email':{'address':'a@b.cd'}   | email1",
                "'phone':[{'number':'555'}]     | phone1",
                "'first_name':['Ada']           | given_name",
                "'dob':'yesterday'              | birthday",
                "'country':'Atlantis'           | country",
                "'tags':{'id':1}                | tags",
                "'contact_type':['Lead']        | contact_type"
            })
    void namesTheFieldThatCannotBeUsed(String field, String expected) {
        Rejected rejection = Changes.rejection("{'mail':'key@example.com'," + field + "}");

        assertThat(rejection.reason()).isEqualTo(Reason.INVALID_VALUE);
        assertThat(rejection.field()).isEqualTo(expected);
        assertThat(rejection.detail()).doesNotContain("ada", "vip", "Atlantis", "yesterday", "unknown");
    }

    @Test
    void tellsAllThatIsWrongAndNothingThatFollowsFromIt() {
        Rejected rejection = Changes.rejection(
                "{'email':'ada','dob':'yesterday','country':'Atlantis','region':'North','tags':'-1','contact_type':['Lead']}");

        assertThat(rejection.field()).isEqualTo("birthday");
        assertThat(rejection.detail())
                .startsWith("is not a date")
                .contains("email1 is not", "country is not", "tags must", "contact_type must")
                .doesNotContain("region", "neither");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            value = {
                "'phone':'unknown'              | phone1",
                "'phone3':'000-000-0000'        | phone3",
                "'fax':'4.15555E+09'            | fax1",
                "'opt_in_reason':false          | opt_in_reason",
                "'zip':'z:'                     | postal_code"
            })
    void whatSaysNothingIsLeftOutAndTold(String field, String label) {
        MappingResult.Wanted mapped = Changes.mapped(MatchRule.EMAIL, "{'email':'ada@example.com'," + field + "}");

        assertThat(Changes.texts(mapped.change())).containsOnlyKeys("email1");
        assertThat(mapped.leftOut()).extracting(LeftOut::field).containsExactly(label);
        assertThat(mapped.unused()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "0", "000-000-0000", "4.15555E+09", "555-01", "\u2019"})
    void whatIsNoNumberIsNeverAKey(String phone) {
        Rejected rejection = Changes.rejection("{\"first_name\":\"Ada\",\"phone\":\"" + phone + "\"}");

        assertThat(rejection.reason()).isEqualTo(Reason.INVALID_VALUE);
        assertThat(rejection.field()).isEqualTo("phone1");
        assertThat(rejection.detail()).startsWith("is not a phone number");
    }

    @Test
    void tellsWhatIsWrongWithHeaderAndDataTogether() {
        SinkRecord.Row contact =
                contact("{'op':'explode','version':'new','tags':[-1],'data':{'email':'ada','birthday':'yesterday'}}");

        Rejected rejection = ((Checked.Invalid<MappingResult>)
                        new ContactMapper(MatchRule.EMAIL, ContactMapping.AUTOMATIC).map(contact))
                .rejection();

        assertThat(rejection.reason()).isEqualTo(Reason.UNKNOWN_OPERATION);
        assertThat(rejection.detail())
                .contains("explode", "version must", "tags must", "birthday is not a date", "at fault: email1.");
    }

    private static SinkRecord.Row contact(String body) {
        return (SinkRecord.Row) ((Checked.Valid<SinkRecord>) new MessageRecords(Streams.DEFAULT)
                        .of(Messages.with(Map.of(), body.replace('\'', '"')))
                        .getFirst()
                        .content())
                .value();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'first_name':'Ada'}", "{'email':''}", "{'email':null,'phone':' '}"})
    void needsAnAddressOrAPhone(String json) {
        assertThat(Changes.rejection(json).reason()).isEqualTo(Reason.NO_MATCH_KEY);
    }

    @Test
    void addressInAnotherSlotIsNoKey() {
        assertThat(Changes.rejection("{'email2':'ada@example.com','phone2':'555-0100'}")
                        .reason())
                .isEqualTo(Reason.NO_MATCH_KEY);
    }

    @Test
    void unitesTheTagsOfEnvelopeAndRecord() {
        Header header = new Header(Operation.UPSERT, null, List.of(TagText.of(1)), null);

        assertThat(change(header, "{'email':'ada@example.com','tags':'2, 1'}").tags())
                .containsExactlyInAnyOrder(1L, 2L);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            nullValues = "none",
            value = {
                "Lead | 'contact_type':'Customer' | Lead",
                "none | 'contact_type':'Customer' | Customer",
                "none | 'contactType':' Customer ' | Customer",
                "none | 'contact_type':7          | 7",
                "none | 'contact_type':' '        | none",
                "none | 'contact_type':null       | none"
            })
    void contactTypeOfTheEnvelopeComesFirst(String ofEnvelope, String field, String expected) {
        Header header = new Header(Operation.UPSERT, null, List.of(), ofEnvelope);

        assertThat(change(header, "{'email':'ada@example.com'," + field + "}").text(ContactFields.CONTACT_TYPE))
                .isEqualTo(Optional.ofNullable(expected));
    }

    /** The account may well have a custom field called Mobile. */
    @Test
    void whatIsSuppressedIsWantedUnderNoOtherName() {
        ContactMapping mapping =
                ContactMappingReader.read("{\"automatic\":true,\"suppress\":[{\"when\":\"dnc\",\"drop\":\"phones\"}]}");
        ObjectNode data = JsonNodeFactory.instance
                .objectNode()
                .put("email", "ada@example.com")
                .put("phone", "1")
                .put("Mobile", "2")
                .put("dnc", true);
        Checked<MappingResult> mapped =
                new ContactMapper(MatchRule.EMAIL, mapping).map(Changes.row(Changes.NO_HEADER, Defaults.NONE, data));
        MappingResult.Wanted wanted = (MappingResult.Wanted) ((Checked.Valid<MappingResult>) mapped).value();

        assertThat(Changes.texts(wanted.change())).containsOnlyKeys("email1");
        assertThat(wanted.unresolved().customFields())
                .extracting(Unresolved.NamedValue::name)
                .containsExactly("dnc");
        assertThat(wanted.unused()).isEmpty();
    }

    @Test
    void keepsOperationAndVersion() {
        Header header = new Header(Operation.DELETE, new Version(BigDecimal.TEN), List.of(), null);
        Change change = change(header, "{'email':'ada@example.com'}");

        assertThat(change.isDelete()).isTrue();
        assertThat(change.version()).isEqualTo(new Version(BigDecimal.TEN));
    }

    @Test
    void textOfAChangeNamesFieldsAndNobody() {
        MappingResult.Wanted mapped = Changes.mapped(
                MatchRule.EMAIL_AND_NAME, "{'email':'ada@example.com','phone':'555-0100','first_name':'Ada'}");

        assertThat(mapped.toString()
                        + mapped.change().key()
                        + Changes.of("{'phone':'555-0100'}").key())
                .contains("given_name")
                .doesNotContainIgnoringCase("ada", "555");
    }

    @Test
    void fieldsCannotBeChangedAfterwards() {
        assertThat(Changes.of("{'email':'ada@example.com'}").values()).isUnmodifiable();
    }

    @Test
    void blankUnderOneSpellingGivesWayToTheOther() {
        assertThat(Changes.texts("{'email':'ada@example.com','first_name':null,'firstName':'Ada'}"))
                .containsEntry("given_name", "Ada");
        assertThat(Changes.texts("{'email':'ada@example.com','first_name':' ','firstName':'Ada'}"))
                .containsEntry("given_name", "Ada");
    }

    @Test
    void doesNotCountABlankThatHasAPlace() {
        assertThat(Changes.mapped(MatchRule.EMAIL, "{'email':'ada@example.com','city':null,'phone':''}")
                        .unused())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            nullValues = "none",
            value = {
                "none | 'contact_type':'Customer' | Customer",
                "Lead | 'contact_type':'Customer' | Lead",
                "Lead | 'first_name':'Ada'        | Lead",
                "none | 'first_name':'Ada'        | Partner",
                "none | 'ContactType':' '         | Partner"
            })
    void defaultContactTypeIsForWhatTheRecordLeavesOut(String ofHeader, String field, String expected) {
        Header header = new Header(Operation.UPSERT, null, List.of(), ofHeader);

        assertThat(withDefaults(header, field).text(ContactFields.CONTACT_TYPE))
                .isEqualTo(Optional.ofNullable(expected));
    }

    @Test
    void defaultTagsAreForWhatTheRecordLeavesOut() {
        assertThat(withDefaults(Changes.NO_HEADER, "'first_name':'Ada'").tags()).containsExactly(9L);
        assertThat(withDefaults(Changes.NO_HEADER, "'tags':[]").tags()).containsExactly(9L);
        assertThat(withDefaults(Changes.NO_HEADER, "'Tags':'1'").tags()).containsExactly(1L);
        assertThat(withDefaults(new Header(Operation.UPSERT, null, List.of(TagText.of(2)), null), "'first_name':'Ada'")
                        .tags())
                .containsExactly(2L);
    }

    private static Change withDefaults(Header header, String field) {
        Defaults defaults = new Defaults(List.of(TagText.of(9)), "Partner");
        return ((MappingResult.Wanted) ((Checked.Valid<MappingResult>)
                                Changes.map(header, defaults, "{'email':'ada@example.com'," + field + "}"))
                        .value())
                .change();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "'email':'n/a','email_address':'a@x.com'",
                "'email_address':'a@x.com','email':'none'",
                "'email':'','email_address':'-','mail':'a@x.com'"
            },
            delimiter = '~')
    void aFillerGivesWayToAnotherNameOfItsField(String fields) {
        assertThat(Changes.texts("{%s}".formatted(fields))).isEqualTo(Map.of("email1", "a@x.com"));
    }

    @Test
    void anAddressWithATypingErrorGivesWayToNone() {
        assertThat(Changes.rejection("{'email':'a@x','email_address':'a@x.com'}")
                        .field())
                .isEqualTo("email1");
    }
}
