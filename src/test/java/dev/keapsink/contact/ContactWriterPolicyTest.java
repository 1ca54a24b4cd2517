package dev.keapsink.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.keapsink.field.Value;
import dev.keapsink.mapping.WriteOptions.Write;
import dev.keapsink.object.Change;
import dev.keapsink.object.Saved;
import dev.keapsink.object.WritePolicy;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.record.Outcome.Effect;
import dev.keapsink.simulator.memory.AccountWiring;
import dev.keapsink.simulator.memory.SimulatedAccount;
import dev.keapsink.step.Upserts;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which contacts are written, and how many calls that takes. */
class ContactWriterPolicyTest {

    private static final String SEARCH = "GET /v2/contacts";

    private final SimulatedAccount account = new SimulatedAccount();

    private Upserts upserts(WritePolicy policy) {
        return new Upserts(
                account,
                AccountWiring.objects(
                        account.client,
                        SimulatedAccount.TIMEOUT,
                        account.time,
                        MatchRule.EMAIL,
                        ContactMapping.AUTOMATIC,
                        null),
                policy);
    }

    private static Change change(String key, String name) {
        return Changes.of(
                key.equals("email")
                        ? "{'email':'ada@example.com','first_name':'%s'}".formatted(name)
                        : "{'phone':'555-0100','first_name':'%s'}".formatted(name));
    }

    private static Change filling(Change change) {
        return change.with(Map.of(
                ContactFields.GIVEN_NAME, new Value(new TextNode("Ada"), Write.FILL, new TextNode("Ada"), false)));
    }

    private Optional<Saved> upsert(WritePolicy policy, Change change) {
        int before = account.calls().size();
        Optional<Saved> saved = upserts(policy).upsert(change, account.deadline());
        assertThat(account.calls().size() - before)
                .isLessThanOrEqualTo(upserts(policy).calls(change));
        return saved;
    }

    private String name() {
        return account.keap.contacts().getFirst().text("given_name");
    }

    @ParameterizedTest
    @CsvSource({
        "UPSERT, email, PUT /v1/contacts",
        "UPSERT, phone, GET /v2/contacts; POST /v1/contacts",
        "CREATE_ONLY, email, GET /v2/contacts; PUT /v1/contacts",
        "CREATE_ONLY, phone, GET /v2/contacts; POST /v1/contacts",
        "UPDATE_ONLY, email, GET /v2/contacts",
        "UPDATE_ONLY, phone, GET /v2/contacts"
    })
    void contactThatIsNotThere(WritePolicy policy, String key, String calls) {
        Optional<Effect> effect = upsert(policy, change(key, "Ada")).map(Saved::effect);

        assertThat(account.calls()).containsExactly(calls.split("; "));
        assertThat(effect)
                .isEqualTo(policy == WritePolicy.UPDATE_ONLY ? Optional.empty() : Optional.of(Effect.CREATED));
    }

    @ParameterizedTest
    @CsvSource({
        "UPSERT, email, UPDATED, PUT /v1/contacts",
        "UPSERT, phone, UPDATED, GET /v2/contacts; PATCH /v1/contacts/1001",
        "CREATE_ONLY, email, UNCHANGED, GET /v2/contacts",
        "CREATE_ONLY, phone, UNCHANGED, GET /v2/contacts",
        "UPDATE_ONLY, email, UPDATED, GET /v2/contacts; PATCH /v1/contacts/1001",
        "UPDATE_ONLY, phone, UPDATED, GET /v2/contacts; PATCH /v1/contacts/1001"
    })
    void contactThatIsThere(WritePolicy policy, String key, Effect effect, String calls) {
        Saved there = upsert(WritePolicy.UPSERT, change(key, "Augusta")).orElseThrow();
        int before = account.calls().size();

        assertThat(upsert(policy, change(key, "Ada"))).hasValue(new Saved(there.id(), effect));
        assertThat(account.calls().subList(before, account.calls().size())).containsExactly(calls.split("; "));
        assertThat(name()).isEqualTo(effect == Effect.UPDATED ? "Ada" : "Augusta");
    }

    @ParameterizedTest
    @EnumSource(names = {"CREATE_ONLY", "UPDATE_ONLY"})
    void contactThatIsThereTwiceIsNotWritten(WritePolicy policy) {
        account.answerNext(
                "GET",
                "/v2/contacts",
                200,
                "{'contacts':[{'id':1,'email_addresses':[{'email':'ada@example.com'}]},"
                        + "{'id':2,'email_addresses':[{'email':'ADA@example.com'}]}]}");

        assertThatThrownBy(() -> upsert(policy, change("email", "Ada"))).isInstanceOf(InvalidValue.class);
        assertThat(account.keap.writes()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"UPSERT, CREATED", "CREATE_ONLY, CREATED"})
    void fillingAContactThatIsNotThereCreatesIt(WritePolicy policy, Effect effect) {
        assertThat(upsert(policy, filling(change("email", "x"))).map(Saved::effect))
                .hasValue(effect);
        assertThat(account.calls()).containsExactly(SEARCH, "PUT /v1/contacts");
        assertThat(name()).isEqualTo("Ada");
    }

    @Test
    void fillingNothingTakesNoWrite() {
        upsert(WritePolicy.UPSERT, change("phone", "Augusta"));
        Change alone = filling(Changes.of("{'phone':'555-0100'}"));
        Change filling = alone.with(Map.of(
                ContactFields.PHONE1,
                new Value(new TextNode("555-0100"), Write.FILL, new TextNode("555-0100"), false)));

        assertThat(upsert(WritePolicy.UPSERT, filling).map(Saved::effect)).hasValue(Effect.UNCHANGED);
        assertThat(account.calls()).endsWith(SEARCH);
        assertThat(name()).isEqualTo("Augusta");
    }

    @Test
    void onlyWhatIsFilledOrMergedAsksForTheWholeContact() {
        upsert(WritePolicy.UPDATE_ONLY, change("email", "Ada"));
        assertThat(account.keap.calls().getLast().query().get("fields").getFirst())
                .doesNotContain("custom_fields");

        upsert(WritePolicy.UPDATE_ONLY, filling(change("email", "Ada")));
        assertThat(account.keap.calls().getLast().query().get("fields").getFirst())
                .contains("addresses", "custom_fields", "social_accounts");
    }

    @Test
    void itemsThatAreNoObjectsAreNoReasonToFail() {
        account.answerNext(
                "GET",
                "/v2/contacts",
                200,
                "{'contacts':[null,'x',{'id':'7','email_addresses':[null,{'field':'EMAIL1','email':'ada@example.com'}],'phone_numbers':'none'}]}");
        account.answerNext("PATCH", "/v1/contacts/7", 200, "{'id':7}");

        assertThat(upsert(WritePolicy.UPDATE_ONLY, filling(change("email", "Ada"))))
                .hasValue(new Saved(7, Effect.UPDATED));
    }
}
