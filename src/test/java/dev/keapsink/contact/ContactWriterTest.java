package dev.keapsink.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keapsink.keap.KeapFailure;
import dev.keapsink.object.Change;
import dev.keapsink.object.ExistingObject;
import dev.keapsink.object.Saved;
import dev.keapsink.object.WritePolicy;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.record.Outcome.Effect;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Reason;
import dev.keapsink.simulator.Fault;
import dev.keapsink.simulator.memory.AccountWiring;
import dev.keapsink.simulator.memory.SimulatedAccount;
import dev.keapsink.step.Upserts;
import dev.keapsink.value.Conventions;
import dev.keapsink.value.Encoding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContactWriterTest {

    private static final String ADA = "{'email':'ada@example.com','first_name':'Ada'}";
    private static final String PHONE = "{'phone':'555-0001','first_name':'Ada'}";

    private final SimulatedAccount account = new SimulatedAccount();
    private final ContactWriter writer = new ContactWriter(
            account.client,
            new ContactWriter.Rules(MatchRule.EMAIL, Encoding.DEFAULT, Conventions.NONE),
            SimulatedAccount.TIMEOUT);

    private Saved upsert(String json) {
        return upsert(MatchRule.EMAIL, json);
    }

    private Saved upsert(MatchRule rule, String json) {
        return new Upserts(
                        account,
                        AccountWiring.objects(
                                account.client,
                                SimulatedAccount.TIMEOUT,
                                account.time,
                                rule,
                                ContactMapping.AUTOMATIC,
                                null),
                        WritePolicy.UPSERT)
                .upsert(Changes.of(rule, json), account.deadline())
                .orElseThrow();
    }

    @Test
    void tellsCreatedFromUpdated() {
        Saved created = upsert(ADA);

        assertThat(created.effect()).isEqualTo(Effect.CREATED);
        assertThat(upsert(ADA)).isEqualTo(new Saved(created.id(), Effect.UPDATED));
        assertThat(account.calls()).containsExactly("PUT /v1/contacts", "PUT /v1/contacts");
        assertThat(account.lastBody()).contains("\"duplicate_option\":\"Email\"");
    }

    @Test
    void sendsTheOptionOfItsRule() {
        upsert(MatchRule.EMAIL_AND_NAME, ADA);

        assertThat(account.lastBody()).contains("\"duplicate_option\":\"EmailAndName\"");
    }

    @Test
    void takesAPhoneThatCannotBeSearchedForBesideAnAddress() {
        upsert("{'email':'ada@example.com','phone':'555=0001'}");

        assertThat(account.calls()).containsExactly("PUT /v1/contacts");
    }

    @Test
    void searchesBeforeItCreatesAContactThatHasOnlyAPhone() {
        Saved created = upsert(PHONE);
        Saved updated = upsert(PHONE);

        assertThat(created.effect()).isEqualTo(Effect.CREATED);
        assertThat(updated).isEqualTo(new Saved(created.id(), Effect.UPDATED));
        assertThat(account.calls())
                .containsExactly(
                        "GET /v2/contacts",
                        "POST /v1/contacts",
                        "GET /v2/contacts",
                        "PATCH /v1/contacts/" + created.id());
        assertThat(account.lastBody()).doesNotContain("duplicate_option");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{}", "[]", "null", "{'id':null}", "{'id':0}", "{'id':-7}", "{'id':'x'}", "<html></html>"})
    void successWithoutAnIdIsNoConfirmation(String body) {
        account.answerNext("PUT", "/v1/contacts", 200, body);

        assertThatThrownBy(() -> upsert(ADA)).isInstanceOf(KeapFailure.Unclear.class);
        assertThat(account.calls()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"200, UPDATED", "201, CREATED", "202, UPDATED"})
    void takesAnIdWrittenAsAText(int status, Effect effect) {
        account.answerNext("PUT", "/v1/contacts", status, "{'id':'7'}");

        assertThat(upsert(ADA)).isEqualTo(new Saved(7, effect));
    }

    @Test
    void findsTheContactThatARecordMeans() {
        assertThat(writer.find(Changes.of(ADA), account.deadline())).isEmpty();

        long id = upsert(ADA).id();

        assertThat(writer.find(Changes.of("{'email':'ADA@example.com'}"), account.deadline())
                        .map(ExistingObject::id))
                .hasValue(id);
    }

    @ParameterizedTest
    @CsvSource({"email, email", "phone, phone"})
    void refusesToChooseBetweenSeveral(String name, String field) {
        String json = "{'email':'ada@example.com','phone':'555-0100'}";
        account.answerNext(
                "GET",
                "/v2/contacts",
                200,
                "{'contacts':[{'id':1,'email_addresses':[{'email':'ada@example.com'}],'phone_numbers':[{'number':'555-0100'}]},"
                        + "{'id':2,'email_addresses':[{'email':'ada@example.com'}],'phone_numbers':[{'number':'555-0100'}]}]}");
        Change change = Changes.of(name.equals("email") ? json : "{'phone':'555-0100'}");

        assertThatThrownBy(() -> writer.find(change, account.deadline()))
                .isInstanceOfSatisfying(
                        InvalidValue.class,
                        refused -> assertThat(refused.rejection())
                                .extracting(Rejected::reason, Rejected::field)
                                .containsExactly(Reason.AMBIGUOUS_MATCH, field));
    }

    @Test
    void doesNotWriteWhenSeveralMatch() {
        account.answerNext(
                "GET",
                "/v2/contacts",
                200,
                "{'contacts':[{'id':1,'phone_numbers':[{'number':'5550001'}]},{'id':2,'phone_numbers':[{'number':'5550001'}]}]}");

        assertThatThrownBy(() -> upsert(PHONE)).isInstanceOf(InvalidValue.class);
        assertThat(account.keap.writes()).isZero();
    }

    @Test
    void lostReplyToACreateIsNotRepeatedAtOnce() {
        account.keap.inject(Fault.replyLostAfterCommit().onNext(1).matching("POST", "/v1/contacts"));

        assertThatThrownBy(() -> upsert(PHONE)).isInstanceOf(KeapFailure.Unclear.class);
        assertThat(upsert(PHONE).effect()).isEqualTo(Effect.UPDATED);
        assertThat(account.keap.contacts()).hasSize(1);
    }

    @Test
    void failedSearchCreatesNothing() {
        account.keap.inject(Fault.badGateway().matching("GET", "/v2/contacts"));

        assertThatThrownBy(() -> upsert(PHONE)).isInstanceOf(KeapFailure.Unavailable.class);
        assertThat(account.keap.writes()).isZero();
    }

    @Test
    void contactThatIsGoneIsAsGoodAsDeleted() {
        long id = upsert(ADA).id();
        writer.delete(id, account.deadline());

        assertThat(account.keap.contacts()).isEmpty();
        assertThatCode(() -> writer.delete(id, account.deadline())).doesNotThrowAnyException();
    }

    @Test
    void deleteThatFailedIsNotConfirmed() {
        account.keap.inject(Fault.error(403, "Forbidden"));

        assertThatThrownBy(() -> writer.delete(7, account.deadline())).isInstanceOf(KeapFailure.Forbidden.class);
    }
}
