package dev.keapsink.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.field.LeftOut;
import dev.keapsink.field.Unresolved.NamedValue;
import dev.keapsink.object.MappingResult;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Keap's own bodies become when they are records. */
class KeapBodyTest {

    private static MappingResult.Wanted mapped(String json) {
        return Changes.mapped(MatchRule.EMAIL, json);
    }

    private static Map<String, String> texts(String json) {
        return Changes.texts(json);
    }

    @Test
    void bodyOfTheFirstVersionIsRead() {
        MappingResult.Wanted mapped = mapped("{'given_name':'Ada','duplicate_option':'Email',"
                + "'email_addresses':[{'email':'b@x.com','field':'EMAIL2'},{'email':'a@x.com','field':'EMAIL1'}],"
                + "'phone_numbers':[{'number':'617-555-0100','field':'PHONE2','type':'Work','extension':'7'}],"
                + "'fax_numbers':[{'number':'617-555-0101','field':'FAX1'}],"
                + "'addresses':[{'field':'SHIPPING','line1':'1 Main St','region':'OR','country_code':'USA',"
                + "'zip_code':'97035','zip_four':'1234'}],"
                + "'social_accounts':[{'type':'LinkedIn','name':'ada'}],"
                + "'company':{'id':5},'owner_id':6,'lead_source_id':7,'source_type':'WEBFORM',"
                + "'origin':{'ip_address':'192.0.2.1'},'tag_ids':[12,13],'contact_type':'Lead'}");

        assertThat(Changes.texts(mapped.change()))
                .isEqualTo(Map.ofEntries(
                        Map.entry("given_name", "Ada"),
                        Map.entry("email1", "a@x.com"),
                        Map.entry("email2", "b@x.com"),
                        Map.entry("phone2", "617-555-0100"),
                        Map.entry("phone2_type", "Work"),
                        Map.entry("phone2_extension", "7"),
                        Map.entry("fax1", "617-555-0101"),
                        Map.entry("shipping_line1", "1 Main St"),
                        Map.entry("shipping_region", "OR"),
                        Map.entry("shipping_country", "USA"),
                        Map.entry("shipping_postal_code", "97035"),
                        Map.entry("shipping_zip_four", "1234"),
                        Map.entry("linkedin", "ada"),
                        Map.entry("company_id", "5"),
                        Map.entry("owner_id", "6"),
                        Map.entry("lead_source_id", "7"),
                        Map.entry("source_type", "WEBFORM"),
                        Map.entry("origin_ip_address", "192.0.2.1")));
        assertThat(mapped.change().tags()).isEqualTo(Set.of(12L, 13L));
        assertThat(mapped.change().text(ContactFields.CONTACT_TYPE)).hasValue("Lead");
        assertThat(mapped.unused()).containsExactly("duplicate_option");
        assertThat(mapped.leftOut()).isEmpty();
    }

    @Test
    void bodyOfTheSecondVersionIsRead() {
        assertThat(texts("{'birth_date':'1980-12-31','anniversary_date':'2000-01-02','leadsource_id':'7',"
                        + "'source_type':'FORM_API_HOSTED',"
                        + "'email_addresses':[{'email':'a@x.com','field':'EMAIL1','opt_in_reason':'Asked'}],"
                        + "'addresses':[{'field':'BILLING','region':'Oregon','region_code':'US-OR',"
                        + "'country':'United States','postal_code':'97035'}],"
                        + "'social_accounts':[{'type':'LINKED_IN','name':'ada'}]}"))
                .isEqualTo(Map.of(
                        "email1", "a@x.com",
                        "birthday", "1980-12-31T00:00:00.000Z",
                        "anniversary", "2000-01-02",
                        "lead_source_id", "7",
                        "source_type", "FORMAPIHOSTED",
                        "opt_in_reason", "Asked",
                        "region", "US-OR",
                        "country", "USA",
                        "postal_code", "97035",
                        "linkedin", "ada"));
    }

    @Test
    void itemsWithoutAPlaceTakeTheNextFreeOnes() {
        assertThat(texts("{'email_addresses':[{'email':'b@x.com'},{'email':'a@x.com','field':'EMAIL1'}],"
                        + "'phone_numbers':[{'number':'617-555-0100','type':'Mobile','extension':'7'}],"
                        + "'addresses':[{'line1':'2 Main St'},{'line1':'1 Main St','field':'BILLING'}]}"))
                .isEqualTo(Map.of(
                        "email1", "a@x.com",
                        "email2", "b@x.com",
                        "phone1", "617-555-0100",
                        "phone1_type", "Mobile",
                        "phone1_extension", "7",
                        "line1", "1 Main St",
                        "shipping_line1", "2 Main St"));
    }

    @Test
    void whatFindsNoPlaceIsTold() {
        MappingResult.Wanted mapped =
                mapped("{'email':'a@x.com','addresses':[{'line1':'1'},{'line1':'2'},{'line1':'3'},"
                        + "{'line1':'4'}],'social_accounts':[{'type':'Usenet','name':'ada'}],"
                        + "'fax_numbers':[{'number':'555-0101'},{'number':'555-0102'},{'number':'555-0103'}]}");

        assertThat(mapped.leftOut())
                .extracting(LeftOut::field)
                .containsExactlyInAnyOrder("addresses", "social_accounts", "fax");
    }

    @Test
    void idsOfAnotherSystemAreNotKeaps() {
        MappingResult.Wanted mapped = mapped("{'email_addresses':[{'email':'a@x.com'}],'company':{'id':5},'owner_id':6,"
                + "'lead_source_id':7,'tag_ids':[12],'origin':{'ip_address':'192.0.2.1'}}");

        assertThat(mapped.change().values()).containsOnlyKeys(ContactFields.EMAIL1);
        assertThat(mapped.change().tags()).isEmpty();
        assertThat(mapped.unused()).containsExactly("company", "owner_id", "lead_source_id", "tag_ids", "origin");
    }

    @Test
    void zeroIsHowKeapShowsThatThereIsNone() {
        assertThat(texts("{'email_addresses':[{'email':'a@x.com','field':'EMAIL1'}],'owner_id':0,'company':null,"
                        + "'lead_source_id':0}"))
                .containsOnlyKeys("email1");
    }

    @Test
    void customFieldsAreMeantByTheirIds() {
        MappingResult.Wanted mapped = mapped("{'email':'a@x.com','custom_fields':[{'id':7,'content':'Pro'},"
                + "{'id':'8','content':null},{'id':9,'content':['Cars']}]}");

        assertThat(mapped.unresolved().customFields())
                .extracting(NamedValue::name)
                .containsExactly("custom_fields[7]", "custom_fields[9]");
        assertThat(mapped.unused()).containsExactly("custom_fields[7]", "custom_fields[9]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'email_addresses':[{'value':'b@x.com'}]",
                "'email_addresses':[{'email':'b@x.com'},'c']",
                "'addresses':[{'value':'b'}]",
                "'custom_fields':[{'id':1,'value':'x'}]",
                "'custom_fields':{'id':1}",
                "'phone_numbers':[{'number':'1'},{}]"
            })
    void listOfAnotherFormIsAFieldLikeAnyOther(String list) {
        MappingResult.Wanted mapped = mapped("{'email':'a@x.com'," + list + "}");

        assertThat(mapped.change().values()).containsOnlyKeys(ContactFields.EMAIL1);
        assertThat(mapped.unused()).hasSize(1);
    }

    @Test
    void fieldBesideAListTakesThePlaceAndTheItemTheNext() {
        assertThat(texts("{'email':'a@x.com','email_addresses':[{'email':'b@x.com','field':'EMAIL1'}]}"))
                .isEqualTo(Map.of("email1", "a@x.com", "email2", "b@x.com"));
    }

    @Test
    void listThatTheMappingReadsIsTheMappings() {
        ContactMapping mapping =
                ContactMappingReader.read("{\"automatic\":true,\"fields\":{\"email1\":\"/email_addresses/1/email\"}}");

        assertThat(Changes.texts(
                        Changes.mapped(mapping, "{'email_addresses':[{'email':'a@x.com'},{'email':'b@x.com'}]}")
                                .change()))
                .isEqualTo(Map.of("email1", "b@x.com"));
    }
}
