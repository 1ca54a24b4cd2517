package dev.keapsink.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keapsink.contact.ContactMappingReader;
import dev.keapsink.contact.MatchRule;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.object.KeapObjects;
import dev.keapsink.record.ObjectType;
import dev.keapsink.record.TagName;
import dev.keapsink.simulator.CustomField;
import dev.keapsink.simulator.Fault;
import dev.keapsink.simulator.FieldType;
import dev.keapsink.simulator.memory.AccountWiring;
import dev.keapsink.simulator.memory.SimulatedAccount;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the deployment names is checked once, and again when there is reason to doubt it. */
class VerifiedAccountTest {

    private final SimulatedAccount keap = new SimulatedAccount();

    @BeforeEach
    void furnish() {
        keap.keap.addTag(101, "Customer");
        keap.keap.addTag(102, "Newsletter");
        keap.with(CustomField.of(5, "Rating", FieldType.TEXT));
    }

    private VerifiedAccount account(Set<Long> ids, Set<TagName> names) {
        return AccountWiring.account(
                keap.client, SimulatedAccount.TIMEOUT, keap.time, new VerifiedAccount.Configured(ids, names));
    }

    private KeapObjects contacts(String mapping, String contactType) {
        return AccountWiring.objects(
                keap.client,
                SimulatedAccount.TIMEOUT,
                keap.time,
                MatchRule.EMAIL,
                ContactMappingReader.read(mapping),
                contactType);
    }

    private void verify(VerifiedAccount account) {
        account.verify(keap.deadline());
    }

    @Test
    void nothingConfiguredTakesNoCall() {
        verify(account(Set.of(), Set.of()));

        assertThat(keap.calls()).isEmpty();
    }

    @Test
    void everythingIsCheckedOnceAProcess() {
        Set<TagName> names = new LinkedHashSet<>(List.of(new TagName("newsletter", false), new TagName("New", true)));
        VerifiedAccount account = account(Set.of(101L), names);
        KeapObjects contacts = contacts("{\"automatic\":true,\"custom_fields\":{\"rating\":\"stars\"}}", "lead");
        for (int time = 1; time <= 2; time++) {
            verify(account);
            contacts.of(ObjectType.CONTACTS).verify(keap.deadline());
        }

        assertThat(account.tags()).containsExactly(101L, 102L, 103L);
        assertThat(keap.calls())
                .containsExactly(
                        "GET /v1/tags",
                        "GET /v1/tags",
                        "POST /v1/tags",
                        "GET /v1/contacts/model",
                        "GET /v2/settings/contactOptionTypes");
    }

    @Test
    void whatIsMissingIsNotKept() {
        VerifiedAccount account = account(Set.of(), Set.of(new TagName("Webinar", false)));
        assertThatThrownBy(() -> verify(account))
                .isInstanceOf(KeapFailure.Misconfigured.class)
                .hasMessageContaining("\"Webinar\"");
        keap.keap.addTag(103, "Webinar");
        keap.time.advance(Duration.ofMinutes(2));

        assertThatCode(() -> verify(account)).doesNotThrowAnyException();
        assertThat(account.tags()).containsExactly(103L);
    }

    @Test
    void tagThatIsGoneIsLookedForByItsNameAgain() {
        VerifiedAccount account = account(Set.of(), Set.of(new TagName("Customer", true)));
        verify(account);
        keap.keap.removeTag(101);
        account.removed(101, keap.deadline());
        verify(account);

        assertThat(account.tags()).containsExactly(103L);
    }

    @Test
    void tagOfARecordThatIsGoneIsNoReasonToCheckTheConfiguredOnes() {
        VerifiedAccount account = account(Set.of(101L), Set.of());
        verify(account);
        account.removed(102, keap.deadline());
        verify(account);

        assertThat(keap.calls()).hasSize(1);
    }

    @Test
    void failureToMakeATagIsNotTakenForAMissingOne() {
        keap.keap.inject(Fault.badGateway().matching("POST", "/v1/tags"));
        VerifiedAccount account = account(Set.of(), Set.of(new TagName("New", true)));

        assertThatThrownBy(() -> verify(account)).isInstanceOf(KeapFailure.Unavailable.class);
        keap.keap.clearFaults();
        keap.time.advance(Duration.ofSeconds(61));
        assertThatCode(() -> verify(account)).doesNotThrowAnyException();
    }

    @Test
    void permissionThatIsMissingIsNamed() {
        keap.keap.inject(Fault.error(403, "Forbidden").matching("GET", "/v1/contacts/model"));

        assertThatThrownBy(() -> contacts("{\"automatic\":true,\"custom_fields\":{\"Rating\":\"stars\"}}", null)
                        .of(ObjectType.CONTACTS)
                        .verify(keap.deadline()))
                .isInstanceOf(KeapFailure.Misconfigured.class)
                .hasMessageContaining("custom fields");
    }
}
