package dev.keapsink.simulator;

import static dev.keapsink.simulator.Account.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulatedLookupsTest {
    private final Account account = new Account();

    @Test
    void findsContactsByEmailAndName() {
        long ada = account.contact("ada@example.org");
        account.contact("grace@example.org");

        assertThat(ids("/v1/contacts?email=ADA@example.org")).containsExactly(ada);
        assertThat(ids("/v1/contacts?email=ADA@example.org&given_name=Ada")).isEmpty();
        assertThat(ids("/v1/contacts")).hasSize(2);
        assertThat(ids("/v1/contacts?order=id&order_direction=DESCENDING"))
                .last()
                .isEqualTo(ada);
    }

    @Test
    void pagesWithALinkThatNeverEnds() {
        account.contact("a@x.org");
        account.contact("b@x.org");

        JsonNode last = json(account.get("/v1/contacts?limit=1&offset=1"));

        assertThat(last.path("contacts")).hasSize(1);
        assertThat(last.path("count").asInt()).isEqualTo(2);
        assertThat(last.path("next").asText()).endsWith("/v1/contacts?limit=1&offset=2");
        assertThat(last.path("previous").asText()).endsWith("/v1/contacts?limit=1&offset=0");
    }

    @Test
    void showsOptionalPropertiesOnlyWhenAsked() {
        long id = account.contact("ada@example.org");

        assertThat(json(account.get("/v1/contacts/" + id)).has("tag_ids")).isFalse();
        assertThat(json(account.get("/v1/contacts/" + id + "?optional_properties=tag_ids"))
                        .has("tag_ids"))
                .isTrue();
        assertThat(json(account.get("/v1/contacts?optional_properties=contact_type,tag_ids"))
                        .path("contacts")
                        .path(0)
                        .has("tag_ids"))
                .isTrue();
    }

    @Test
    void filtersInV2ByEmailInAnyCase() {
        account.contact("ada@example.org");
        account.contact("grace@example.org");

        JsonNode found = json(account.get("/v2/contacts?filter=email==ADA@example.org"));

        assertThat(found.path("contacts")).hasSize(1);
        assertThat(found.path("contacts").path(0).path("id").isTextual()).isTrue();
        assertThat(found.path("next_page_token").asText()).isEmpty();
        assertThat(json(account.get("/v2/contacts?filter=email==gr*")).path("contacts"))
                .hasSize(1);
    }

    @Test
    void filtersInV2ByPhoneInTheSlotsNamed() {
        account.post("/v1/contacts", "{'phone_numbers':[{'field':'PHONE2','number':'+15550100'}]}");
        String filter = "/v2/contacts?filter=phone_number==+15550100;phone_fields==";

        assertThat(json(account.get(filter + "PHONE1,PHONE2")).path("contacts")).hasSize(1);
        assertThat(json(account.get(filter + "PHONE1")).path("contacts")).isEmpty();
    }

    @Test
    void refusesAFilterItDoesNotUnderstandInTheShapeOfV2() {
        for (String filter :
                new String[] {"phone_number==1", "phone_fields==PHONE1", "mail==x", "email=x", "email=="}) {
            SimulatedReply reply = account.get("/v2/contacts?filter=" + filter);
            assertThat(reply.status()).as(filter).isEqualTo(400);
            assertThat(json(reply).path("code").isInt()).isTrue();
        }
        assertThat(account.get("/v2/contacts?filter=phone_number==1;phone_fields==PHONE6")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void pagesInV2ByToken() {
        account.contact("a@x.org");
        account.contact("b@x.org");

        JsonNode first = json(account.get("/v2/contacts?page_size=1"));
        String token = first.path("next_page_token").asText();
        JsonNode second = json(account.get("/v2/contacts?page_size=1&page_token=" + token));

        assertThat(second.path("contacts").path(0).path("id"))
                .isNotEqualTo(first.path("contacts").path(0).path("id"));
        assertThat(second.path("next_page_token").asText()).isEmpty();
    }

    @Test
    void spellsAContactTheV2Way() {
        account.post(
                "/v1/contacts",
                "{'email_addresses':[{'field':'EMAIL1','email':'a@x.org'}],'owner_id':7,'lead_source_id':8,"
                        + "'birthday':'1815-12-10T00:00:00.000Z','company':{'id':9},"
                        + "'social_accounts':[{'name':'ada','type':'LinkedIn'}]}");

        JsonNode contact = json(account.get("/v2/contacts?fields=owner_id,leadsource_id,birth_date,company,"
                        + "social_accounts,tag_ids,email_addresses"))
                .path("contacts")
                .path(0);

        assertThat(contact.path("owner_id").asText()).isEqualTo("7");
        assertThat(contact.path("owner_id").isTextual()).isTrue();
        assertThat(contact.path("leadsource_id").isTextual()).isTrue();
        assertThat(contact.path("birth_date").asText()).isEqualTo("1815-12-10");
        assertThat(contact.path("company").path("id").isTextual()).isTrue();
        assertThat(contact.path("social_accounts").path(0).path("type").asText())
                .isEqualTo("LINKED_IN");
        assertThat(contact.path("email_addresses").path(0).path("is_opt_in").isBoolean())
                .isTrue();
        assertThat(contact.has("id")).isFalse();
    }

    @Test
    void findsTagsByNameAndId() {
        account.simulator.addTag(11, "Customer");
        account.simulator.addTag(12, "Newsletter");

        assertThat(json(account.get("/v1/tags")).path("count").asInt()).isEqualTo(2);
        assertThat(json(account.get("/v1/tags?name=customer"))
                        .path("tags")
                        .path(0)
                        .path("id")
                        .asInt())
                .isEqualTo(11);
        assertThat(json(account.get("/v1/tags?name=Cust")).path("tags")).isEmpty();
        assertThat(json(account.get("/v1/tags?limit=1&offset=1"))
                        .path("tags")
                        .path(0)
                        .path("id")
                        .asInt())
                .isEqualTo(12);
        assertThat(json(account.get("/v1/tags/12")).path("name").asText()).isEqualTo("Newsletter");
    }

    @Test
    void describesContactTypesInFourPlaces() {
        account.simulator.contactTypes("Donor", "Member");

        assertThat(account.get("/v2/settings/contactOptionTypes").body())
                .isEqualTo("{\"option_types\":[\"Donor\",\"Member\"]}");
        assertThat(account.get("/v1/setting/contact/optionTypes").body()).isEqualTo("{\"value\":\"Donor,Member\"}");
        assertThat(json(account.get("/v1/setting/application/configuration"))
                        .path("contact")
                        .path("contact_types")
                        .asText())
                .isEqualTo("Donor,Member");
        assertThat(json(account.get("/v1/locales/defaultOptions")).path("contact_types"))
                .hasSize(2);
    }

    @Test
    void tellsWhoseCredentialItIs() {
        assertThat(json(account.get("/v1/oauth/connect/userinfo"))
                        .path("infusionsoft_id")
                        .isTextual())
                .isTrue();
        assertThat(json(account.get("/v2/oauth/connect/userinfo"))
                        .path("keap_id")
                        .isTextual())
                .isTrue();
        assertThat(account.get("/v1/account/profile").status()).isEqualTo(200);
        assertThat(json(account.get("/v1/contacts/model")).path("custom_fields"))
                .isEmpty();
    }

    private List<Long> ids(String target) {
        return json(account.get(target)).path("contacts").findValues("id").stream()
                .map(JsonNode::asLong)
                .toList();
    }
}
