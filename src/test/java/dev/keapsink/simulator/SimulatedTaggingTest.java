package dev.keapsink.simulator;

import static dev.keapsink.simulator.Account.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatedTaggingTest {
    private final Account account = new Account();
    private long ada;

    @BeforeEach
    void setUp() {
        account.simulator.addTag(11, "Customer");
        ada = account.contact("ada@example.org");
    }

    @Test
    void reportsEachContactForItselfAndAnswers200Throughout() {
        SimulatedReply first = account.post("/v1/tags/11/contacts", "{'ids':[" + ada + ",5]}");
        SimulatedReply again = account.post("/v1/tags/11/contacts", "{'ids':[" + ada + "]}");
        SimulatedReply unknown = account.post("/v1/tags/12/contacts", "{'ids':[" + ada + "]}");

        assertThat(first.body()).isEqualTo("{\"%d\":\"SUCCESS\",\"5\":\"CONTACT_NOT_FOUND\"}".formatted(ada));
        assertThat(again.body()).isEqualTo("{\"%d\":\"DUPLICATE\"}".formatted(ada));
        assertThat(unknown.status()).isEqualTo(200);
        assertThat(unknown.body()).isEqualTo("{\"%d\":\"TAG_ID_NOT_FOUND\"}".formatted(ada));
    }

    @Test
    void keysTheReportByTagWhenOneContactGetsSeveral() {
        SimulatedReply reply = account.post("/v1/contacts/" + ada + "/tags", "{'tagIds':[11,12]}");

        assertThat(reply.body()).isEqualTo("{\"11\":\"SUCCESS\",\"12\":\"TAG_ID_NOT_FOUND\"}");
        assertThat(account.post("/v1/contacts/5/tags", "{'tagIds':[11]}").body())
                .isEqualTo("{\"11\":\"CONTACT_NOT_FOUND\"}");
    }

    @Test
    void answersAsAListIfToldSo() {
        account.simulator.answerTagResultsAsList();

        assertThat(account.post("/v1/tags/11/contacts", "{'ids':[" + ada + "]}").body())
                .isEqualTo("[{\"key\":\"%d\",\"value\":\"SUCCESS\"}]".formatted(ada));
    }

    @Test
    void countsHowOftenATagWasNewlyApplied() {
        String ids = "{'ids':[" + ada + "]}";
        account.post("/v1/tags/11/contacts", ids);
        account.post("/v1/tags/11/contacts", ids);
        assertThat(account.only().timesApplied()).containsEntry(11L, 1);

        account.delete("/v1/tags/11/contacts?ids=" + ada + ",5");
        assertThat(account.only().tagIds()).isEmpty();

        account.post("/v1/tags/11/contacts", ids);
        assertThat(account.only().timesApplied()).containsEntry(11L, 2);
        assertThat(account.only().tagIds()).containsExactly(11L);
    }

    @Test
    void showsTheContactsOfATagPageByPage() {
        long bob = account.contact("bob@example.org");
        account.contact("eve@example.org");
        account.post("/v1/tags/11/contacts", "{'ids':[" + ada + "," + bob + "]}");

        JsonNode first = json(account.get("/v1/tags/11/contacts?limit=1&offset=0"));
        JsonNode second = json(account.get("/v1/tags/11/contacts?limit=1&offset=1"));

        assertThat(first.path("count").asInt()).isEqualTo(2);
        assertThat(first.path("contacts")).hasSize(1);
        assertThat(first.at("/contacts/0/contact/id").asLong()).isEqualTo(ada);
        assertThat(first.at("/contacts/0/contact/email").asText()).isEqualTo("ada@example.org");
        assertThat(first.at("/contacts/0/date_applied").asText()).isNotEmpty();
        assertThat(second.at("/contacts/0/contact/id").asLong()).isEqualTo(bob);
        assertThat(json(account.get("/v1/tags/11/contacts?offset=2")).path("contacts"))
                .isEmpty();
        assertThat(account.get("/v1/tags/12/contacts").status()).isEqualTo(404);
    }

    @Test
    void showsAndRemovesTheTagsOfAContact() {
        account.post("/v1/contacts/" + ada + "/tags", "{'tagIds':[11]}");
        String tags = "/v1/contacts/" + ada + "/tags";

        assertThat(json(account.get(tags))
                        .path("tags")
                        .path(0)
                        .path("tag")
                        .path("name")
                        .asText())
                .isEqualTo("Customer");
        assertThat(account.delete(tags + "?ids=11,12").status()).isEqualTo(204);
        assertThat(json(account.get(tags)).path("count").asInt()).isZero();
        assertThat(account.get("/v1/contacts/5/tags").status()).isEqualTo(404);
        assertThat(account.delete("/v1/contacts/5/tags?ids=11").status()).isEqualTo(404);
    }

    @Test
    void keepsTagsWhenTheContactIsUpdated() {
        account.post("/v1/contacts/" + ada + "/tags", "{'tagIds':[11]}");
        account.contact("ada@example.org");

        assertThat(account.only().tagIds()).containsExactly(11L);
    }

    @Test
    void createsATagAndAnswers200() {
        account.simulator.addTagCategory(5, "Sources");
        SimulatedReply reply =
                account.post("/v1/tags", "{'name':'Webinar','description':'who came','category':{'id':5}}");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body())
                .isEqualTo(("{'id':12,'name':'Webinar','description':'who came',"
                                + "'category':{'id':5,'name':'Sources','description':''}}")
                        .replace('\'', '"'));
        assertThat(json(account.get("/v1/tags?name=webinar")).path("tags").path(0))
                .isEqualTo(json(reply));
        assertThat(account.post("/v1/tags/12/contacts", "{'ids':[" + ada + "]}").body())
                .contains("SUCCESS");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'name':'CUSTOMER'}",
                "{'name':' '}",
                "{}",
                "{'name':'x','category':{'id':5}}",
                "{'name':'x','category':5}",
                "{'name':'x','category':{}}",
                "{'name':'x','id':7}"
            })
    void refusesATagThatExistsOrMakesNoSense(String tag) {
        assertThat(account.post("/v1/tags", tag).status()).isEqualTo(400);
        assertThat(json(account.get("/v1/tags")).path("count").asInt()).isEqualTo(1);
    }

    @Test
    void givesTheIdOfARemovedTagToNoOtherOne() {
        account.simulator.removeTag(11);

        assertThat(json(account.post("/v1/tags", "{'name':'Customer'}"))
                        .path("id")
                        .asInt())
                .isEqualTo(12);
    }

    @Test
    void forgetsATagThatIsRemovedFromTheAccount() {
        account.post("/v1/contacts/" + ada + "/tags", "{'tagIds':[11]}");
        account.simulator.removeTag(11);

        assertThat(account.only().tagIds()).isEmpty();
        assertThat(account.get("/v1/tags/11").status()).isEqualTo(404);
        assertThat(account.delete("/v1/tags/11/contacts?ids=" + ada).status()).isEqualTo(404);
    }
}
