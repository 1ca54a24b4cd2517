package dev.keapsink.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.keapsink.mapping.MappingError;
import dev.keapsink.mapping.Source;
import dev.keapsink.mapping.TargetEntry;
import dev.keapsink.mapping.WriteOptions;
import dev.keapsink.mapping.WriteOptions.Empty;
import dev.keapsink.mapping.WriteOptions.TooLong;
import dev.keapsink.mapping.WriteOptions.Write;
import dev.keapsink.record.TagName;
import dev.keapsink.record.TagTexts.Kind;
import dev.keapsink.value.Encoding;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be meant stops the start-up with a sentence that names the entry. Quotation marks are single. */
class ContactMappingReaderTest {

    private static final String KEY = "'email1':'email'";

    private static ContactMapping read(String document) {
        return ContactMappingReader.read(document.replace('\'', '"'));
    }

    private static void assertError(String document, String sentence) {
        assertThatThrownBy(() -> read(document))
                .isInstanceOf(MappingError.class)
                .satisfies(error ->
                        assertThat(error.getMessage().replace('"', '\'')).isEqualTo(sentence));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[] | must be a JSON object",
                "'x' | must be a JSON object",
                "`` | must be a JSON object",
                "{'fields':{}} x | is not JSON, or names something twice: reading stopped at line 1, column 15",
                "{'fields':{'email1':'a','email1':'b'}} | is not JSON, or names something twice: reading stopped at line 1, column 33",
                "{} | fields maps neither email1 nor phone1, by which contacts are found; map one of them, or add 'automatic': true to have everything else found by its name",
                "{'fields':{'given_name':'n'}} | fields maps neither email1 nor phone1, by which contacts are found; map one of them, or add 'automatic': true to have everything else found by its name",
                "{'automatic':'yes'} | automatic must be true or false",
                "{'automatic':null} | automatic must be true or false",
                "{'Fields':{}} | Fields means nothing; allowed here are automatic, companies, company, custom_fields, empty, encoding, fields, files, ignore, notes, op, opportunities, orders, payments, products, streams, suppress, tags, tasks, too_long, write",
                "{'automatic':true,'write':'append'} | write must be one of fill, merge, overwrite",
                "{'automatic':true,'write':7} | write must be one of fill, merge, overwrite",
                "{'automatic':true,'empty':null} | empty must be one of clear, ignore",
                "{'automatic':true,'too_long':'cut'} | too_long must be one of reject, truncate",
                "{'automatic':true,'write':'fill','empty':'clear'} | has write fill and empty clear, which contradict each other",
                "{'fields':[]} | fields must be an object",
                "{'fields':null} | fields must be an object",
                "{'automatic':true,'custom_fields':'x'} | custom_fields must be an object",
                "{'automatic':true,'tags':{}} | tags must be a list",
                "{'automatic':true,'op':7} | op must be a field's name, a JSON Pointer such as /person/name, a list of them, or {'value': …}",
                "{'automatic':true,'op':{}} | op needs from, which says where the operation stands",
                "{'automatic':true,'op':{'delete':['gone']}} | op needs from, which says where the operation stands",
                "{'automatic':true,'op':{'from':'v','create':['new']}} | op.create means nothing; allowed here are delete, from, upsert",
                "{'automatic':true,'op':{'from':'v','delete':'gone'}} | op.delete must be a list",
                "{'automatic':true,'op':{'from':'v','delete':[' ']}} | op.delete[0] must be a text, a number, or true or false",
                "{'automatic':true,'op':{'from':'v','delete':['gone',{}]}} | op.delete[1] must be a text, a number, or true or false",
                "{'automatic':true,'op':{'from':'v','delete':['gone'],'upsert':['GONE']}} | op.delete[0] is listed twice",
                "{'automatic':true,'op':{'value':'gone'}} | op holds a constant that is no operation",
                "{'automatic':true,'op':{'from':['v',{'value':'gone'}]}} | op.from holds a constant that is no operation",
                "{'automatic':true,'suppress':{}} | suppress must be a list",
                "{'automatic':true,'ignore':'notes'} | ignore must be a list",
                "{'automatic':true,'ignore':[7]} | ignore[0] must be a text",
                "{'automatic':true,'ignore':['n'],'custom_fields':{'X':'n'}} | ignore names 'n', which another entry writes",
                "{'automatic':true,'encoding':[]} | encoding must be an object",
                "{'automatic':true,'encoding':{'yesno':'text'}} | encoding.yesno means nothing; allowed here are clear, date, day_of_week, list, month, yes_no",
                "{'automatic':true,'encoding':{'yes_no':'Text'}} | encoding.yes_no must be one of boolean, number, text",
                "{'automatic':true,'encoding':{'clear':''}} | encoding.clear must be one of empty, null"
            })
    void namesWhatIsWrongWithTheDocument(String document, String sentence) {
        assertError(document, sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'first_name':'n' | fields.first_name is no field of a contact; did you mean given_name?",
                "'FirstName':'n' | fields.FirstName is no field of a contact; did you mean given_name?",
                "'email':'n' | fields.email is no field of a contact; did you mean email1?",
                "'dob':'n' | fields.dob is no field of a contact; did you mean birthday?",
                "'mobile':'n' | fields.mobile is no field of a contact; did you mean phone1?",
                "'zip':'n' | fields.zip is no field of a contact; did you mean postal_code?",
                "'given_nam':'n' | fields.given_nam is no field of a contact; did you mean given_name?",
                "'Contact_Type':'n' | fields.Contact_Type is no field of a contact; did you mean contact_type?",
                "'shoe size.eu':'n' | fields.shoe size.eu is no field of a contact; custom fields go into custom_fields",
                "'':'n' | fields. is no field of a contact; custom fields go into custom_fields",
                "'given_name':'' | fields.given_name must be a field's name, a JSON Pointer such as /person/name, a list of them, or {'value': …}",
                "'given_name':7 | fields.given_name must be a field's name, a JSON Pointer such as /person/name, a list of them, or {'value': …}",
                "'given_name':null | fields.given_name must be a field's name, a JSON Pointer such as /person/name, a list of them, or {'value': …}",
                "'given_name':[] | fields.given_name must be a field's name, a JSON Pointer such as /person/name, a list of them, or {'value': …}",
                "'given_name':['a',null] | fields.given_name[1] must be a field's name, a JSON Pointer such as /person/name, a list of them, or {'value': …}",
                "'given_name':{'from':{'from':'a'}} | fields.given_name.from must be a field's name, a JSON Pointer such as /person/name, a list of them, or {'value': …}",
                "'given_name':{} | fields.given_name needs from (where the value comes from) or value (a constant)",
                "'given_name':{'write':'fill'} | fields.given_name needs from (where the value comes from) or value (a constant)",
                "'given_name':{'form':'a'} | fields.given_name.form means nothing; allowed here are empty, from, too_long, value, write",
                "'given_name':{'from':'a','consent':'b'} | fields.given_name.consent means nothing; allowed here are empty, from, too_long, value, write",
                "'given_name':{'value':null} | fields.given_name.value must be a text, a number, true or false, or a list",
                "'given_name':{'value':' '} | fields.given_name.value must be a text, a number, true or false, or a list",
                "'given_name':{'value':[]} | fields.given_name.value must be a text, a number, true or false, or a list",
                "'given_name':{'value':{'a':1}} | fields.given_name.value must be a text, a number, true or false, or a list",
                "'given_name':{'value':['Ada']} | fields.given_name.value holds a constant that must be a text or a number, not a list or an object",
                "'country':{'value':'Atlantis'} | fields.country.value holds a constant that is not a country: use its ISO 3166 code or English name",
                "'country':['land',{'value':'Atlantis'}] | fields.country holds a constant that is not a country: use its ISO 3166 code or English name",
                "'given_name':[{'value':'Ada'},'name'] | fields.given_name has a constant before another source, which would never be read",
                "'given_name':{'from':{'value':'Ada'},'value':'Bob'} | fields.given_name has a constant before another source, which would never be read",
                "'given_name':{'from':'n','write':'merge'} | fields.given_name.write is merge, which is for fields that stand in a list only",
                "'given_name':{'from':'n','write':'fill','empty':'clear'} | fields.given_name has write fill and empty clear, which contradict each other",
                "'email1':{'from':'email','empty':'clear'} | fields.email1.empty is clear, but email1 is never emptied",
                "'email3':{'from':'email','empty':'clear'} | fields.email3.empty is clear, but email3 is never emptied",
                "'opt_in_reason':{'from':'r','empty':'clear'} | fields.opt_in_reason.empty is clear, but opt_in_reason is never emptied",
                "'opt_in_reason':{'from':'r','write':'fill'} | fields.opt_in_reason.write is fill, but Keap does not show whether a contact has a reason",
                "'opt_in_reason':{'from':'r','consent':''} | fields.opt_in_reason.consent must be a field's name, a JSON Pointer such as /person/name, a list of them, or {'value': …}",
                "'opt_in_reason':{'from':'r','consent':{'value':'maybe'}} | fields.opt_in_reason.consent.value holds a constant that is neither yes nor no; write true or false, 1 or 0",
                "'contact_type':{'from':'kind','write':'fill'} | fields.contact_type.write means nothing; allowed here are from, value",
                "'contact_type':{'value':['Lead']} | fields.contact_type.value holds a constant that must be a text or a number, not a list or an object"
            })
    void namesWhatIsWrongWithAField(String entry, String sentence) {
        assertError("{'automatic':true,'fields':{" + entry + "}}", sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'custom_fields':{'_ ':'a'} | custom_fields._  is no name of a custom field",
                "'custom_fields':{'Lead Score':7} | custom_fields.Lead Score must be a field's name, a JSON Pointer such as /person/name, a list of them, or {'value': …}",
                "'custom_fields':{'a.b/ö':{'from':'a','write':'fill','empty':'clear'}} | custom_fields.a.b/ö has write fill and empty clear, which contradict each other",
                "'custom_fields':{'a':{'from':'a','consent':'b'}} | custom_fields.a.consent means nothing; allowed here are empty, from, too_long, value, write",
                "'tags':[true] | tags[0] must be a tag's id, its name, or an object with name, from, ids_from or names_from",
                "'tags':[1,null] | tags[1] must be a tag's id, its name, or an object with name, from, ids_from or names_from",
                "'tags':[{}] | tags[0] must be a tag's id, its name, or an object with name, from, ids_from or names_from",
                "'tags':[[1]] | tags[0] must be a tag's id, its name, or an object with name, from, ids_from or names_from",
                "'tags':[0] | tags[0] must be a tag's id, which is a positive whole number",
                "'tags':[1.5] | tags[0] must be a tag's id, which is a positive whole number",
                "'tags':['-5'] | tags[0] must be a tag's id, which is a positive whole number",
                "'tags':[{'from':7}] | tags[0].from must be a field's name, a JSON Pointer such as /person/name, a list of them, or {'value': …}",
                "'tags':[' '] | tags[0] must be a text",
                "'tags':[{'name':''}] | tags[0].name must be a text",
                "'tags':[{'name':7}] | tags[0].name must be a text",
                "'tags':[{'name':'a','ids_from':'b'}] | tags[0].ids_from means nothing; allowed here are create_missing, name",
                "'tags':[{'name':'a','create_missing':'yes'}] | tags[0].create_missing must be true or false",
                "'tags':[{'ids_from':'a','create_missing':true}] | tags[0].create_missing means nothing; allowed here are ids_from",
                "'tags':[{'names_from':7}] | tags[0].names_from must be a field's name, a JSON Pointer such as /person/name, a list of them, or {'value': …}",
                "'tags':[{'names_from':'a','create':true}] | tags[0].create means nothing; allowed here are create_missing, names_from",
                "'suppress':['a'] | suppress[0] must be an object",
                "'suppress':[{'drop':'phones'}] | suppress[0].when must be a field's name, a JSON Pointer such as /person/name, a list of them, or {'value': …}",
                "'suppress':[{'when':'a'}] | suppress[0].drop must be a text",
                "'suppress':[{'when':'a','drop':'phone'}] | suppress[0].drop must be record, phones, or a field such as phone1",
                "'suppress':[{'when':'a','drop':['phone1']}] | suppress[0].drop must be a text",
                "'suppress':[{'when':{'value':'sometimes'},'drop':'record'}] | suppress[0].when.value holds a constant that is neither yes nor no; write true or false, 1 or 0",
                "'suppress':[{'if':'a','drop':'record'}] | suppress[0].if means nothing; allowed here are drop, when"
            })
    void namesWhatIsWrongElsewhere(String entry, String sentence) {
        assertError("{'automatic':true," + entry + "}", sentence);
    }

    @Test
    void namesATagThatIsTooLong() {
        String name = "x".repeat(255);

        assertThat(read("{'automatic':true,'tags':['" + name + "']}")
                        .constants()
                        .tags())
                .hasSize(1);
        assertError(
                "{'automatic':true,'tags':[{'name':'" + name + "x'}]}",
                "tags[0].name has more characters than the 255 that Keap keeps");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'/person/name'", "'/~1name'", "'/a/0'", "'/'"})
    void takesPointers(String pointer) {
        assertThat(read("{'fields':{" + KEY + ",'given_name':" + pointer + "}}")
                        .values()
                        .fields()
                        .get(ContactFields.GIVEN_NAME)
                        .source())
                .isInstanceOf(Source.Pointer.class);
    }

    @Test
    void aDocumentThatIsNestedTooDeepIsAnErrorLikeAnyOther() {
        assertThatThrownBy(() -> read("[".repeat(5000)))
                .isInstanceOf(MappingError.class)
                .hasMessageStartingWith("is not JSON");
    }

    @Test
    void settingsOfTheDocumentHoldForAllTargetsThatDoNotSayItThemselves() {
        ContactMapping mapping = read("{'automatic':true,'write':'merge','empty':'clear','too_long':'truncate',"
                + "'fields':{'given_name':'n','family_name':{'from':'f','write':'overwrite','empty':'ignore','too_long':'reject'}},"
                + "'custom_fields':{'a':'b'}}");

        WriteOptions all = new WriteOptions(Write.MERGE, Empty.CLEAR, TooLong.TRUNCATE);
        assertThat(mapping.values().otherwise()).isEqualTo(all);
        assertThat(mapping.values().fields().get(ContactFields.GIVEN_NAME))
                .isEqualTo(new TargetEntry(new Source.Name("n"), all));
        assertThat(mapping.values().fields().get(ContactFields.FAMILY_NAME).options())
                .isEqualTo(WriteOptions.DEFAULT);
        assertThat(mapping.customFields().get("a").options()).isEqualTo(all);
    }

    @Test
    void takesANumberForAnIdUnlessItIsCalledAName() {
        ContactMapping mapping = read("{'automatic':true,'tags':['101',102.0,{'name':'103'}]}");

        assertThat(mapping.constants().tagIds()).containsExactly(101L, 102L);
        assertThat(mapping.constants().tags()).containsExactly(new TagName("103", false));
    }

    @Test
    void aSourceThatIsTheRecordsOwnTagsMayHoldIdsToo() {
        assertThat(read("{'automatic':true,'tags':[{'names_from':'Tags','create_missing':true},{'from':'labels'}]}")
                        .tags()
                        .list())
                .extracting(ContactMapping.TagSources.From::kind, ContactMapping.TagSources.From::createMissing)
                .containsExactly(tuple(Kind.IDS_AND_NAMES, true), tuple(Kind.IDS_AND_NAMES, false));
    }

    @Test
    void readsTags() {
        ContactMapping mapping =
                read("{'automatic':true,'tags':[101,' Customer ',{'name':'Web lead','create_missing':true},"
                        + "{'ids_from':'groups'},{'names_from':['a','b'],'create_missing':true},{'names_from':'/c'}]}");

        assertThat(mapping.constants().tagIds()).containsExactly(101L);
        assertThat(mapping.constants().tags())
                .containsExactly(new TagName("Customer", false), new TagName("Web lead", true));
        assertThat(mapping.tags().list())
                .extracting(ContactMapping.TagSources.From::kind, ContactMapping.TagSources.From::createMissing)
                .containsExactly(tuple(Kind.IDS, false), tuple(Kind.NAMES, true), tuple(Kind.NAMES, false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "none",
            value = {
                "'kind' | true | none",
                "{'value':'Lead'} | false | Lead",
                "{'from':'kind','value':'Lead'} | true | Lead",
                "['kind',{'value':'Lead'}] | true | Lead",
                "{'from':['a','b'],'value':'Lead'} | true | Lead"
            })
    void constantContactTypesAreTheAccountsMatterAndOthersTheRecords(String entry, boolean ofRecord, String constant) {
        ContactMapping mapping = read("{'fields':{" + KEY + ",'contact_type':" + entry + "}}");

        assertThat(mapping.contactType().isPresent()).isEqualTo(ofRecord);
        assertThat(mapping.constants().contactType()).isEqualTo(Optional.ofNullable(constant));
        assertThat(mapping.contactType().map(Source::constants).orElse(List.of()))
                .isEmpty();
    }

    @Test
    void readsSuppressions() {
        ContactMapping mapping =
                read("{'automatic':true,'suppress':[{'when':'a','drop':'record'},{'when':'b','drop':'phones'},"
                        + "{'when':['c','d'],'drop':'fax1_type'}]}");

        assertThat(mapping.consent().suppressions())
                .extracting(suppression -> suppression.fields().size())
                .containsExactly(0, 20, 1);
        assertThat(mapping.consent().suppressions().getFirst().ofRecord()).isTrue();
    }

    @Test
    void readsEncodings() {
        assertThat(read("{'automatic':true}").encoding()).isEqualTo(Encoding.DEFAULT);
        assertThat(
                        read("{'automatic':true,'encoding':{'yes_no':'text','list':'comma','date':'date','month':'name','day_of_week':'name','clear':'null'}}")
                                .encoding())
                .isEqualTo(new Encoding(
                        Encoding.YesNo.TEXT,
                        Encoding.Many.COMMA,
                        Encoding.Date.DATE,
                        Encoding.Calendar.NAME,
                        Encoding.Calendar.NAME,
                        Encoding.Clear.NULL));
    }

    /** Whoever reads "null" in the documentation may well write it without quotation marks. */
    @Test
    void takesANullForTheEncodingOfThatName() {
        assertThat(read("{'automatic':true,'encoding':{'clear':null}}")
                        .encoding()
                        .clear())
                .isEqualTo(Encoding.Clear.NULL);
    }

    @Test
    void customFieldsThatOnlyTheirPunctuationTellsApartMayBothBeNamed() {
        assertThat(read("{'automatic':true,'custom_fields':{'Lead Score':'a','lead-score':'b','Ümläut':'c'}}")
                        .customFields()
                        .keySet())
                .isEqualTo(Set.of("Lead Score", "lead-score", "Ümläut"));
    }

    @Test
    void leavesColumnsOut() {
        assertThat(ContactMappingReader.read("{\"automatic\":true,\"ignore\":[\"Notes\",\"phone\"]}")
                        .values()
                        .ignored())
                .containsExactlyInAnyOrder("Notes", "phone");
    }
}
