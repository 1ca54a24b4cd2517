package dev.keapsink.simulator;

import static dev.keapsink.simulator.Account.KEY;
import static dev.keapsink.simulator.Account.json;
import static dev.keapsink.simulator.Account.message;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.simulator.Behaviour.UnknownType;
import org.junit.jupiter.api.Test;

class SimulatedContactWritesTest {
    private static final String ADA = "{'duplicate_option':'Email','given_name':'Ada',"
            + "'email_addresses':[{'field':'EMAIL1','email':'ada@example.org'}]}";

    private final Account account = new Account();

    @Test
    void createsWith201AndUpdatesWith200() {
        SimulatedReply created = account.put(ADA);
        SimulatedReply updated = account.put(ADA);

        assertThat(created.status()).isEqualTo(201);
        assertThat(updated.status()).isEqualTo(200);
        assertThat(json(updated).path("id")).isEqualTo(json(created).path("id"));
        assertThat(account.only().text("given_name")).isEqualTo("Ada");
    }

    @Test
    void findsTheDuplicateInAnySlotWhateverItsCase() {
        account.put("{'duplicate_option':'Email','email_addresses':[{'field':'EMAIL1','email':'a@x.org'},"
                + "{'field':'EMAIL3','email':'ADA@example.org'}]}");

        assertThat(account.put(ADA).status()).isEqualTo(200);
        assertThat(account.only().emails()).containsExactly("ada@example.org", "ADA@example.org");
    }

    @Test
    void forgetsTheEmailThatAnUpdateReplaced() {
        long id = account.contact("old@x.org");
        account.send(
                "PATCH", "/v1/contacts/" + id, KEY, "{'email_addresses':[{'field':'EMAIL1','email':'new@x.org'}]}");

        assertThat(account.contact("new@x.org")).isEqualTo(id);
        assertThat(account.contact("old@x.org")).isNotEqualTo(id);
    }

    @Test
    void updatesTheOldestOfSeveralDuplicates() {
        String ada = ADA.replace("'duplicate_option':'Email',", "");
        long first = json(account.post("/v1/contacts", ada)).path("id").asLong();
        account.post("/v1/contacts", ada);

        assertThat(json(account.put(ADA)).path("id").asLong()).isEqualTo(first);
        assertThat(account.simulator.contacts()).hasSize(2);
    }

    @Test
    void tellsNamesApartUnderEmailAndName() {
        String byName = ADA.replace("'Email'", "'EmailAndName'");

        assertThat(account.put(byName).status()).isEqualTo(201);
        assertThat(account.put(byName.replace("Ada", "ADA")).status()).isEqualTo(200);
        assertThat(account.put(byName.replace("Ada", "Grace")).status()).isEqualTo(201);
    }

    @Test
    void createsEveryTimeWithoutAnEmail() {
        String phone = "{'duplicate_option':'Email','phone_numbers':[{'field':'PHONE1','number':'555'}]}";

        assertThat(account.put(phone).status()).isEqualTo(201);
        assertThat(account.put(phone).status()).isEqualTo(201);
    }

    @Test
    void postAlwaysCreates() {
        String ada = ADA.replace("'duplicate_option':'Email',", "");

        assertThat(account.post("/v1/contacts", ada).status()).isEqualTo(201);
        assertThat(account.post("/v1/contacts", ada).status()).isEqualTo(201);
    }

    @Test
    void mergesOnlyWhatIsProvidedSlotBySlot() {
        account.put("{'duplicate_option':'Email','given_name':'Ada','family_name':'King',"
                + "'email_addresses':[{'field':'EMAIL1','email':'ada@example.org'},{'field':'EMAIL2','email':'b@x.org'}],"
                + "'social_accounts':[{'type':'LinkedIn','name':'one'},{'type':'Twitter','name':'two'}]}");
        account.put("{'duplicate_option':'Email','given_name':'Augusta',"
                + "'email_addresses':[{'field':'EMAIL1','email':'Ada@Example.org'}],"
                + "'social_accounts':[{'type':'Twitter','name':'changed'}]}");

        StoredContact ada = account.only();
        assertThat(ada.text("given_name")).isEqualTo("Augusta");
        assertThat(ada.text("family_name")).isEqualTo("King");
        assertThat(ada.emails()).containsExactly("Ada@Example.org", "b@x.org");
        assertThat(ada.fields().path("social_accounts").findValuesAsText("name"))
                .containsExactly("one", "changed");
        assertThat(ada.fields().has("duplicate_option")).isFalse();
    }

    @Test
    void answersAWriteWithTheFullContact() {
        JsonNode full = json(account.put(ADA.replace("'given_name'", "'opt_in_reason':'asked','given_name'")));

        assertThat(full.path("tag_ids").isArray()).isTrue();
        assertThat(full.path("date_created").asText()).isEqualTo("2026-03-01T12:00:00.000Z");
        assertThat(full.path("email_opted_in").asBoolean()).isTrue();
        assertThat(full.path("email_status").asText()).isEqualTo("SingleOptIn");
    }

    @Test
    void patchesOnlyWhatTheMaskNames() {
        long id = account.contact("ada@example.org");

        account.send(
                "PATCH",
                "/v1/contacts/" + id + "?update_mask=given_name",
                KEY,
                "{'given_name':'Ada','family_name':'King'}");

        assertThat(account.only().text("given_name")).isEqualTo("Ada");
        assertThat(account.only().text("family_name")).isEmpty();
    }

    @Test
    void deletesOnceAndThenSaysThatItIsGone() {
        long id = account.contact("ada@example.org");

        assertThat(account.delete("/v1/contacts/" + id).status()).isEqualTo(204);
        assertThat(account.delete("/v1/contacts/" + id).status()).isEqualTo(404);
        assertThat(account.get("/v1/contacts/" + id).status()).isEqualTo(404);
        assertThat(account.contact("ada@example.org")).isNotEqualTo(id);
    }

    @Test
    void refusesAContactTypeThatTheAccountLacks() {
        String typed = ADA.replace("'given_name'", "'contact_type':'Donor','given_name'");

        assertThat(message(account.put(typed))).isEqualTo("Contact type is invalid");
        account.simulator.contactTypes("Donor");
        assertThat(account.put(typed).status()).isEqualTo(201);
        assertThat(account.only().text("contact_type")).isEqualTo("Donor");
    }

    @Test
    void ignoresAnUnknownContactTypeIfToldSo() {
        account.simulator.behave(Behaviour.DEFAULT.with(UnknownType.IGNORED));

        assertThat(account.put(ADA.replace("'given_name'", "'contact_type':'Donor','given_name'"))
                        .status())
                .isEqualTo(201);
        assertThat(account.only().text("contact_type")).isEmpty();
    }

    @Test
    void handsOutSnapshotsThatNobodyCanWriteThrough() {
        account.put(ADA);
        account.only().fields().put("given_name", "Mallory");

        assertThat(account.only().text("given_name")).isEqualTo("Ada");
    }
}
