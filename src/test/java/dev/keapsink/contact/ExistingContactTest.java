package dev.keapsink.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.keapsink.field.CustomField;
import dev.keapsink.field.CustomFieldType;
import dev.keapsink.field.Field;
import dev.keapsink.field.Value;
import dev.keapsink.mapping.WriteOptions.Write;
import dev.keapsink.object.Change;
import dev.keapsink.record.SinkRecord.Operation;
import dev.keapsink.value.Encoding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Quotation marks in JSON are single here. */
class ExistingContactTest {

    private static final Field INTERESTS = new CustomField(
                    9, "Interests", "_Interests", CustomFieldType.LISTBOX, List.of(), CustomField.Ids.NUMBERS)
            .field();

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static ExistingContact contact(String v2) {
        ObjectNode document = (ObjectNode) json(v2);
        return new ExistingContact(document.path("id").asLong(), V2Contact.inV1(document), Optional.empty());
    }

    /** What is sent to Keap for a change of a contact. */
    private static JsonNode body(ExistingContact contact, Change change) {
        Change left = contact.left(change);
        return ContactBody.of(left, null, Encoding.DEFAULT, contact.lists(change, left))
                .json();
    }

    /** A change whose texts are all written so. */
    private static Change change(Write write, Map<String, String> texts) {
        Change change = Changes.of(ContactKeys.byEmail("ada@example.com", ""), texts);
        Map<Field, Value> fields = new TreeMap<>(change.values());
        fields.replaceAll((field, value) -> new Value(value.content(), write, value.origin(), false));
        return change.with(fields);
    }

    @Test
    void everyListIsSpeltAsV1TakesItBack() {
        ExistingContact contact =
                contact("{'id':'7','birth_date':'1815-12-10','anniversary_date':'1835-07-08','leadsource_id':'5',"
                        + "'email_addresses':[{'field':'EMAIL1','email':'ada@example.com','is_opt_in':true,'opt_in_reason':null}],"
                        + "'phone_numbers':[{'field':'PHONE1','number':'1','extension':null,'type':'Work','number_e164':'+1'}],"
                        + "'fax_numbers':[{'field':'FAX1','number':'2','type':'Work','x':1}],"
                        + "'addresses':[{'field':'BILLING','line1':'1 Main St','region_code':'US-AZ','region':'Arizona','country':'United States','country_code':'USA','zip_code':'85001','zip_four':'1234'}],"
                        + "'social_accounts':[{'type':'LINKED_IN','name':'ada'},{'type':'YOUTUBE','name':'ada'},{'type':'FACEBOOK','name':'ada'}],"
                        + "'custom_fields':[{'id':'9','content':['Cars']}]}");

        assertThat(contact.id()).isEqualTo(7);
        assertThat(contact.contact().toString().replace('"', '\''))
                .contains("'birthday':'1815-12-10'", "'anniversary':'1835-07-08'", "'lead_source_id':'5'")
                .contains("[{'field':'EMAIL1','email':'ada@example.com'}]")
                .contains("[{'field':'PHONE1','number':'1','type':'Work','number_e164':'+1'}]")
                .contains("[{'field':'FAX1','number':'2','type':'Work'}]")
                .contains(
                        "{'field':'BILLING','line1':'1 Main St','region':'Arizona','country_code':'USA','zip_four':'1234','postal_code':'85001'}")
                .contains(
                        "{'type':'LinkedIn','name':'ada'},{'type':'YouTube','name':'ada'},{'type':'Facebook','name':'ada'}")
                .contains("[{'id':9,'content':['Cars']}]");
    }

    @Test
    void itemsThatSayNothingAreNotSentBack() {
        ExistingContact contact = contact("{'id':7,'email_addresses':[{'field':'EMAIL2','email':''},null,'x'],"
                + "'custom_fields':[{'id':'5','content':null},{'id':'6','content':''},{'id':'8','content':0}],"
                + "'social_accounts':[{'type':'TWITTER'}],'phone_numbers':null}");

        assertThat(body(contact, change(Write.MERGE, Map.of("email3", "ada@home.example.com", "twitter", "@ada")))
                        .toString()
                        .replace('"', '\''))
                .isEqualTo("{'email_addresses':[{'field':'EMAIL3','email':'ada@home.example.com'}],"
                        + "'social_accounts':[{'type':'Twitter','name':'@ada'}]}");
        assertThat(contact.contact().path("custom_fields").toString()).isEqualTo("[{\"id\":8,\"content\":0}]");
    }

    @Test
    void contactFoundByItsSecondAddressKeepsItsFirst() {
        ExistingContact contact = contact("{'id':7,'email_addresses':[{'field':'EMAIL1','email':'augusta@example.com'},"
                + "{'field':'EMAIL2','email':'ADA@example.com'}]}");

        assertThat(Changes.texts(contact.left(change(
                        Write.OVERWRITE, Map.of("email1", "ada@example.com", "email3", "ada@home.example.com")))))
                .containsOnlyKeys("email3");
    }

    @Test
    void contactFoundByItsAddressTakesANumberThatItHasInAnotherPlace() {
        ExistingContact contact = contact("{'id':7,'email_addresses':[{'field':'EMAIL1','email':'ada@example.com'}],"
                + "'phone_numbers':[{'field':'PHONE1','number':'2'},{'field':'PHONE2','number':'1'}]}");

        assertThat(Changes.texts(
                        contact.left(change(Write.OVERWRITE, Map.of("email1", "ada@example.com", "phone1", "1")))))
                .containsKeys("email1", "phone1");
    }

    @Test
    void contactFoundByItsSecondNumberKeepsItsFirstAndWhatBelongsToIt() {
        ExistingContact contact = contact(
                "{'id':7,'phone_numbers':[{'field':'PHONE1','number':'2'},{'field':'PHONE2','number':'(0)1'}]}");
        Change change = new Change(
                ContactKeys.byPhone("01"),
                Operation.UPSERT,
                null,
                Changes.fields(Map.of("phone1", "01", "phone1_extension", "22", "given_name", "Ada")),
                Set.of(),
                null);

        assertThat(Changes.texts(contact.left(change))).containsOnlyKeys("given_name");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "['Cars'] | ['Boats'] | ['Cars','Boats']",
                "['Cars','Boats'] | ['Boats'] | ['Cars','Boats']",
                "'Cars, Boats' | ['Wine'] | ['Cars','Boats','Wine']",
                "[] | ['Wine'] | ['Wine']",
                "'' | ['Wine'] | ['Wine']",
                "null | ['Wine'] | ['Wine']",
                "[17,18] | [18,19] | [17,18,19]",
                "['17','18'] | [18,19] | [17,18,19]",
                "'17,18' | [18] | [17,18]",
                "17 | [18] | [17,18]",
                "[17] | [17,18] | [17,18]",
                "[17.0] | [17,18] | [17,18]",
                "['Cars',null,{'id':7},[]] | ['Boats'] | ['Cars','Boats']",
                "{'id':7} | ['Boats'] | ['Boats']"
            })
    void optionsAreUnited(String there, String wanted, String expected) {
        ExistingContact contact = contact("{'id':7,'custom_fields':[{'id':'9','content':" + there + "}]}");
        ArrayNode options = JsonNodeFactory.instance.arrayNode();
        json(wanted)
                .forEach(item ->
                        options.add(item.isNumber() ? LongNode.valueOf(item.asLong()) : new TextNode(item.asText())));
        Change change =
                change(Write.MERGE, Map.of()).with(Map.of(INTERESTS, new Value(options, Write.MERGE, options, false)));

        assertThat(body(contact, change)
                        .path("custom_fields")
                        .path(0)
                        .path("content")
                        .toString())
                .isEqualTo(expected.replace('\'', '"'));
    }

    /** An earlier record of the batch emptied the field: its options must not come back. */
    @Test
    void optionsThatAnEarlierValueEmptiedAreNotUnitedButTheOtherFieldsAreSentAgain() {
        ExistingContact contact =
                contact("{'id':7,'custom_fields':[{'id':'9','content':['Cars']},{'id':'5','content':3}]}");
        ArrayNode options = JsonNodeFactory.instance.arrayNode().add("Boats");
        Value value = Value.clearing(Write.MERGE, options).followedBy(new Value(options, Write.MERGE, options, false));

        assertThat(body(contact, change(Write.MERGE, Map.of()).with(Map.of(INTERESTS, value)))
                        .path("custom_fields")
                        .toString()
                        .replace('"', '\''))
                .isEqualTo("[{'id':9,'content':['Boats']},{'id':5,'content':3}]");
    }

    @Test
    void valueThatAnEarlierOneEmptiedIsFilled() {
        ExistingContact contact = contact("{'id':7,'given_name':'Augusta'}");
        Value value = Value.clearing(Write.OVERWRITE, new TextNode(""))
                .followedBy(new Value(new TextNode("Ada"), Write.FILL, new TextNode("Ada"), false));

        assertThat(body(contact, change(Write.FILL, Map.of()).with(Map.of(ContactFields.GIVEN_NAME, value)))
                        .path("given_name")
                        .asText())
                .isEqualTo("Ada");
    }

    /** Whatever Keap shows in place of a list or of an item, it is no reason to fail. */
    @ParameterizedTest
    @ValueSource(
            strings = {"null", "7", "'x'", "{}", "{'a':null}", "[null]", "[7,'x']", "[[]]", "[{}]", "[{'field':null}]"})
    void takesAContactOfWhichNothingIsAsItShouldBe(String there) {
        String v2 = Stream.of(V2Contact.ALL_FIELDS.replaceFirst("^id,", "").split(",", -1))
                .map(name -> ",'%s':%s".formatted(name, there))
                .collect(Collectors.joining("", "{'id':7", "}"));
        Map<String, String> texts =
                ContactFields.values().stream().collect(Collectors.toMap(Field::label, Field::label));
        ExistingContact contact = contact(v2);

        for (Write write : Write.values()) {
            Change change = change(write, texts);
            assertThatCode(() -> body(contact, change)).doesNotThrowAnyException();
        }
        assertThat(body(contact, change(Write.MERGE, texts)).path("email_addresses"))
                .hasSize(3);
    }

    /** What belongs to a value goes where the value goes. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "FILL | 1 | {'field':'PHONE1','number':'1','type':'Work','extension':'22'}",
                "FILL | 2 | none",
                "MERGE | 1 | {'field':'PHONE1','number':'1','type':'Work','extension':'22'}",
                "MERGE | 2 | {'field':'PHONE1','number':'2','extension':'22'}",
                "OVERWRITE | 1 | {'field':'PHONE1','number':'1','extension':'22'}",
                "OVERWRITE | 2 | {'field':'PHONE1','number':'2','extension':'22'}"
            })
    void extensionsStayWithTheirNumber(Write write, String number, String expected) {
        ExistingContact contact = contact("{'id':7,'phone_numbers':[{'field':'PHONE1','number':'1','type':'Work'}]}");
        JsonNode sent = body(contact, change(write, Map.of("phone1", number, "phone1_extension", "22")));

        assertThat(sent.path("phone_numbers").path(0).toString().replace('"', '\''))
                .isEqualTo(expected.equals("none") ? "" : expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "FILL | USA | Ohio | {'field':'BILLING','line1':'1 Main St','country_code':'USA','region':'Ohio'}",
                "FILL | CAN | Ontario | none",
                "MERGE | CAN | Ontario | {'field':'BILLING','line1':'1 Main St','country_code':'CAN','region':'Ontario'}",
                "OVERWRITE | CAN | Ontario | {'field':'BILLING','region':'Ontario','country_code':'CAN'}"
            })
    void regionsStayWithTheirCountry(Write write, String country, String region, String expected) {
        ExistingContact contact =
                contact("{'id':7,'addresses':[{'field':'BILLING','line1':'1 Main St','country_code':'USA'}]}");
        JsonNode sent = body(contact, change(write, Map.of("country", country, "region", region)));

        assertThat(sent.path("addresses").path(0).toString().replace('"', '\''))
                .isEqualTo(expected.equals("none") ? "" : expected);
    }

    @Test
    void everyPartHasItsBase() {
        assertThat(Stream.of(
                                "phone5_number_e164",
                                "fax2_type",
                                "region",
                                "shipping_region",
                                "other_zip_four",
                                "line1",
                                "twitter")
                        .map(ContactFields::named)
                        .map(field ->
                                ContactFields.base(field).map(Field::label).orElse("none")))
                .containsExactly("phone5", "fax2", "country", "shipping_country", "other_postal_code", "none", "none");
    }
}
