package dev.keapsink.simulator;

import static dev.keapsink.simulator.Account.KEY;
import static dev.keapsink.simulator.Account.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.simulator.Behaviour.Clearing;
import dev.keapsink.simulator.Behaviour.DuplicateSlots;
import dev.keapsink.simulator.Behaviour.Lists;
import dev.keapsink.simulator.Behaviour.TooLong;
import dev.keapsink.simulator.Behaviour.UnknownType;
import dev.keapsink.simulator.Behaviour.UpsertStatus;
import org.junit.jupiter.api.Test;

class SimulatedBehaviourTest {
    private static final String ADA = "'email_addresses':[{'field':'EMAIL1','email':'ada@example.org'}]";
    private static final String BOTH =
            "'email_addresses':[{'field':'EMAIL1','email':'ada@example.org'},{'field':'EMAIL2','email':'two@example.org'}]";

    private final Account account = new Account();

    private void behave(Behaviour.Choice... choices) {
        account.simulator.behave(Behaviour.DEFAULT.with(choices));
    }

    private SimulatedReply upsert(String properties) {
        return account.put("{'duplicate_option':'Email'," + properties + "}");
    }

    private SimulatedReply patch(String properties) {
        long id = account.only().id();
        return account.send("PATCH", "/v1/contacts/" + id, KEY, "{" + properties + "}");
    }

    @Test
    void hasOneChoiceOfEachKind() {
        Behaviour behaviour = Behaviour.DEFAULT.with(Lists.REPLACE).with(Lists.MERGE, UnknownType.STORED);

        assertThat(behaviour.choices()).hasSize(13).contains(Lists.MERGE, UnknownType.STORED);
        assertThat(behaviour.is(Lists.REPLACE)).isFalse();
        assertThat(behaviour.with(UnknownType.REFUSED)).isEqualTo(Behaviour.DEFAULT);
    }

    @Test
    void replacesListsIfToldSo() {
        behave(Lists.REPLACE);
        upsert(BOTH + ",'phone_numbers':[{'field':'PHONE1','number':'1'}]");
        upsert(ADA);

        assertThat(account.only().emails()).containsExactly("ada@example.org");
        assertThat(account.only().phones()).as("a list that is not sent").containsExactly("1");
    }

    @Test
    void clearsByAnEmptyTextUnlessToldOtherwise() {
        upsert(ADA + ",'given_name':'Ada','birthday':'1815-12-10T00:00:00.000Z'");

        assertThat(patch("'given_name':null").status()).isEqualTo(400);
        assertThat(patch("'given_name':'','birthday':'','contact_type':''").status())
                .isEqualTo(200);
        assertThat(account.only().fields().has("given_name")).isFalse();
        assertThat(account.only().fields().has("birthday")).isFalse();
        assertThat(account.only().fields().has("contact_type")).isFalse();
    }

    @Test
    void clearsByNullIfToldSo() {
        behave(Clearing.NULL);
        upsert(ADA + ",'given_name':'Ada','birthday':'1815-12-10T00:00:00.000Z'");

        assertThat(patch("'birthday':''").status()).isEqualTo(400);
        assertThat(patch("'foo':null").status()).isEqualTo(400);
        assertThat(patch("'email_addresses':null").status()).isEqualTo(400);
        assertThat(patch("'given_name':null,'birthday':null").status()).isEqualTo(200);
        assertThat(account.only().fields().has("given_name")).isFalse();
        assertThat(account.only().fields().has("birthday")).isFalse();
        assertThat(patch("'given_name':''").status()).isEqualTo(200);
        assertThat(account.only().fields().path("given_name").asText("none")).isEmpty();
    }

    @Test
    void holdsARecordedCallAgainstTheBehaviour() {
        behave(Clearing.NULL);
        upsert(ADA);
        patch("'given_name':null");
        Call call = account.simulator.calls().getLast();

        assertThat(RequestModel.problems(call)).hasSize(1).first().asString().endsWith("given_name is null");
        assertThat(RequestModel.problems(call, account.simulator.behaviour())).isEmpty();
    }

    @Test
    void forgetsAnItemOfWhichNothingIsLeft() {
        upsert(ADA
                + ",'phone_numbers':[{'field':'PHONE1','number':'1'},{'field':'PHONE2','number':'2','extension':'3'}],"
                + "'addresses':[{'field':'BILLING','region':'Arizona','country_code':'USA'}]");
        patch("'phone_numbers':[{'field':'PHONE1','number':''},{'field':'PHONE2','number':'2','extension':''}],"
                + "'addresses':[{'field':'BILLING','region':'','country_code':''}]");

        assertThat(account.only().fields().path("phone_numbers").toString())
                .isEqualTo("[{\"field\":\"PHONE2\",\"number\":\"2\"}]");
        assertThat(account.only().fields().path("addresses")).isEmpty();
    }

    @Test
    void comparesOnlyTheFirstAddressIfToldSo() {
        behave(DuplicateSlots.EMAIL1);
        upsert(BOTH);

        assertThat(upsert(ADA.replace("ada", "two")).status()).isEqualTo(201);
        assertThat(upsert(ADA).status()).isEqualTo(200);
    }

    @Test
    void storesAnUnknownContactTypeIfToldSo() {
        behave(UnknownType.STORED);

        assertThat(upsert(ADA + ",'contact_type':'Donor'").status()).isEqualTo(201);
        assertThat(account.only().text("contact_type")).isEqualTo("Donor");
    }

    @Test
    void cutsOrRefusesWhatIsTooLongIfToldSo() {
        String longName = ADA + ",'given_name':'" + "x".repeat(41) + "'";
        upsert(longName);
        assertThat(account.only().text("given_name")).hasSize(41);

        behave(TooLong.CUT);
        upsert(longName);
        assertThat(account.only().text("given_name")).hasSize(40);

        behave(TooLong.REFUSED);
        assertThat(upsert(longName).status()).isEqualTo(400);
    }

    @Test
    void neverTellsCreatedFromUpdatedIfToldSo() {
        behave(UpsertStatus.ALWAYS_200);

        assertThat(upsert(ADA).status()).isEqualTo(200);
        assertThat(upsert(ADA).status()).isEqualTo(200);
        assertThat(json(account.post("/v1/contacts", "{" + ADA + "}"))
                        .path("id")
                        .asLong())
                .isPositive();
        assertThat(account.simulator.calls().getLast().status()).isEqualTo(201);
    }
}
