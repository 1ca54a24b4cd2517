package dev.keapsink.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keapsink.keap.KeapFailure;
import dev.keapsink.simulator.Fault;
import dev.keapsink.simulator.memory.SimulatedAccount;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContactTypesTest {

    private static final String V1 = "GET /v1/setting/contact/optionTypes";
    private static final String V2 = "GET /v2/settings/contactOptionTypes";

    private final SimulatedAccount account = new SimulatedAccount();
    private final ContactTypes types = new ContactTypes(account.client, SimulatedAccount.TIMEOUT, account.time);

    private Optional<String> spelling(String name) {
        return types.spelling(name, account.deadline());
    }

    private void withoutV2() {
        account.keap.inject(Fault.error(404, "Not Found").matching("GET", "/v2/settings/contactOptionTypes"));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {"Lead, Lead", "lead, Lead", "LEAD, Lead", "Leads, none", "'', none"})
    void findsATypeIgnoringCase(String name, String expected) {
        assertThat(spelling(name)).isEqualTo(Optional.ofNullable(expected));
    }

    @Test
    void exactSpellingComesFirst() {
        account.keap.contactTypes("lead", "LEAD", "Lead");

        assertThat(spelling("Lead")).hasValue("Lead");
        assertThat(spelling("LEAD")).hasValue("LEAD");
        assertThat(spelling("leaD")).hasValue("lead");
    }

    @Test
    void readsTheListOnce() {
        spelling("Lead");
        account.time.advance(Duration.ofHours(1));
        spelling("Customer");

        assertThat(account.calls()).containsExactly(V2);
    }

    @Test
    void looksAgainForAnUnknownTypeAtMostOnceAMinute() {
        account.keap.contactTypes("Lead", "Customer");
        assertThat(spelling("Fan")).isEmpty();
        account.keap.contactTypes("Lead", "Customer", "Fan");

        account.time.advance(Duration.ofMinutes(1));
        assertThat(spelling("Fan")).isEmpty();
        assertThat(account.calls()).as("the first list alone is no evidence").hasSize(2);

        account.time.advance(Duration.ofNanos(1));
        assertThat(spelling("Fan")).hasValue("Fan");
        assertThat(account.calls()).hasSize(3);
    }

    @Test
    void aShorterListCountsOnceItComesAgain() {
        account.keap.contactTypes("Lead", "Customer", "Fan");
        assertThat(spelling("Fan")).hasValue("Fan");
        account.keap.contactTypes("Lead", "Customer");

        account.time.advance(Duration.ofMinutes(2));
        types.list().read(account.deadline());
        assertThat(types.known("Fan")).as("the list before counts").hasValue("Fan");
        assertThat(types.list().fresh()).as("and may be read again at once").isZero();

        types.list().read(account.deadline());
        assertThat(types.known("Fan")).isEmpty();
    }

    @Test
    void readsTheOlderListOnAccountsWithoutTheNewOne() {
        withoutV2();
        account.keap.contactTypes("Lead", " Big Fan ");

        assertThat(spelling("big fan")).hasValue("Big Fan");
        assertThat(account.calls()).containsExactly(V2, V1);
    }

    @Test
    void readsTheOlderListWhenAGatewayDoesNotKnowTheNewOne() {
        account.keap.inject(Fault.page(404, "Not Found").matching("GET", "/v2/settings/contactOptionTypes"));

        assertThat(spelling("Lead")).hasValue("Lead");
    }

    @Test
    void accountWithoutTypesHasNone() {
        account.keap.contactTypes();
        assertThat(spelling("Lead")).isEmpty();

        withoutV2();
        account.time.advance(Duration.ofMinutes(2));
        assertThat(spelling("Lead")).isEmpty();
    }

    @Test
    void failureIsNotKept() {
        account.keap.inject(Fault.badGateway().onNext(3));

        assertThatThrownBy(() -> spelling("Lead")).isInstanceOf(KeapFailure.Unavailable.class);
        assertThat(spelling("Lead")).hasValue("Lead");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "<html></html>", "{'option_types':null}", "{'value':null}"})
    void answerWithoutAListIsNotTheSameAsNoTypes(String body) {
        account.answerNext("GET", "/v2/settings/contactOptionTypes", 200, body);

        assertThatThrownBy(() -> spelling("Lead")).isInstanceOf(KeapFailure.Unclear.class);
        assertThat(spelling("Lead")).hasValue("Lead");
    }
}
