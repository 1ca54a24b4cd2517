package dev.keapsink.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.object.OnDelete;
import dev.keapsink.simulator.Fault;
import dev.keapsink.simulator.memory.InMemorySink;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Contacts without an e-mail address: their id is known once they were written. */
class LedgerKeylessTest {

    private final InMemorySink sink = new InMemorySink().tags(101L).withLedger();

    @AfterEach
    void everyCallIsOneThatKeapDocuments() {
        assertThat(sink.objections()).isEmpty();
    }

    private static String phone(String number, String title) {
        return "{\"phone\":\"%s\",\"job_title\":\"%s\"}".formatted(number, title);
    }

    private static String keyed(String key, String number, String title) {
        return "{\"key\":\"%s\",\"data\":%s}".formatted(key, phone(number, title));
    }

    private List<String> callsOf(String body) {
        int before = sink.calls().size();
        assertThat(sink.deliver(body)).isEmpty();
        return sink.calls().subList(before, sink.calls().size());
    }

    private long id() {
        assertThat(sink.keap.contacts()).hasSize(1);
        return sink.keap.contacts().getFirst().id();
    }

    @Test
    void oneWithAKeyOfItsSourceIsUpdatedWithoutASearch() {
        sink.deliver(keyed("4711", "+1 555 0100", "one"));

        assertThat(callsOf(keyed("4711", "+1 555 0100", "two")))
                .containsExactly("PATCH /v1/contacts/" + id(), "POST /v1/tags/101/contacts");
        assertThat(sink.keap.contacts().getFirst().text("job_title")).isEqualTo("two");
    }

    @Test
    void itsNumberStaysWhereItIs() {
        sink.deliver("{\"email\":\"a@example.com\",\"phone\":\"555 0111\",\"phone2\":\"+1 555 0100\"}");
        sink.deliver(keyed("4711", "+1 555 0100", "one"));
        assertThat(sink.keap.contacts().getFirst().phones()).containsExactly("555 0111", "+1 555 0100");

        sink.deliver(keyed("4711", "+1 555 0100", "two"));

        assertThat(sink.keap.contacts().getFirst().phones()).containsExactly("555 0111", "+1 555 0100");
        assertThat(sink.keap.contacts().getFirst().text("job_title")).isEqualTo("two");
    }

    /** With its extension the number is another key, so that the ledger does not know its tags. */
    @Test
    void whatBelongsToItsNumberIsWrittenAfterASearch() {
        sink.deliver(phone("+1 555 0100", "one"));

        assertThat(callsOf("{\"phone\":\"+1 555 0100\",\"phone_extension\":\"7\"}"))
                .containsExactly("GET /v2/contacts", "PATCH /v1/contacts/" + id(), "POST /v1/tags/101/contacts");
    }

    @Test
    void oneThatWasDeletedInKeapIsMadeAnewWithAllItsTags() {
        sink.deliver(keyed("4711", "+1 555 0100", "one"));
        long gone = id();
        sink.keap.inject(Fault.answering(404, "application/json", "{\"message\":\"No contact\"}")
                .onNext(1)
                .matching("PATCH", "/v1/contacts/" + gone));

        assertThat(callsOf(keyed("4711", "+1 555 0100", "two")))
                .startsWith("PATCH /v1/contacts/" + gone, "GET /v2/contacts");
        assertThat(sink.keap.contacts().getLast().tagIds()).containsExactly(101L);
    }

    @Test
    void oneWithAKeyOfItsSourceKeepsItsContactWhenItsNumberChanges() {
        sink.deliver(keyed("4711", "+1 555 0100", "one"));

        assertThat(callsOf(keyed("4711", "+1 555 0199", "one")))
                .containsExactly("PATCH /v1/contacts/" + id(), "POST /v1/tags/101/contacts");
        assertThat(sink.keap.contacts().getFirst().phones()).containsExactly("+1 555 0199");
    }

    @Test
    void oneWhoseCreationWasNotAnsweredIsLookedForBeforeItIsCreated() {
        sink.keap.inject(Fault.replyLostAfterCommit().onNext(1).matching("POST", "/v1/contacts"));
        assertThat(sink.deliver(phone("+1 555 0100", "one"))).containsExactly("m0");
        assertThat(sink.deliver(phone("+1 555 0100", "one")))
                .as("it may still be on its way")
                .containsExactly("m0");
        assertThat(sink.writes()).containsExactly("POST /v1/contacts");

        sink.time.advance(Duration.ofMinutes(3));

        assertThat(callsOf(phone("+1 555 0100", "one"))).startsWith("GET /v2/contacts");
        assertThat(sink.keap.contacts()).hasSize(1);
        assertThat(sink.keap.contacts().getFirst().tagIds()).containsExactly(101L);
    }

    @Test
    void aRemovedOneIsFoundByItsId() {
        sink.deliver(keyed("4711", "+1 555 0100", "one"));

        assertThat(callsOf("{\"op\":\"delete\",\"key\":\"4711\",\"data\":{\"phone\":\"+1 555 0100\"}}"))
                .containsExactly("DELETE /v1/contacts/" + id() + "/tags");
    }

    @Test
    void aNumberThatHasBecomeSomebodyElsesDoesNotLeadToWhoHadIt() {
        sink.deliver("{\"email\":\"a@example.com\",\"phone\":\"555 0111\",\"first_name\":\"Ada\"}");
        sink.deliver(phone("555 0111", "one"));
        sink.deliver("{\"email\":\"a@example.com\",\"phone\":\"555 0222\",\"first_name\":\"Ada\"}");

        sink.deliver("{\"phone\":\"555 0111\",\"first_name\":\"Bob\"}");

        assertThat(sink.contact("a@example.com").text("given_name")).isEqualTo("Ada");
        assertThat(sink.keap.contacts()).hasSize(2);
    }

    @Test
    void aDeleteByNumberSparesWhoHasItAsASecondOne() {
        sink.onDelete(OnDelete.DELETE);
        sink.deliver("{\"email\":\"a@example.com\",\"phone\":\"555 0111\",\"phone2\":\"+1 555 0100\"}");
        sink.deliver(phone("+1 555 0100", "one"));

        sink.deliver("{\"op\":\"delete\",\"data\":{\"phone\":\"+1 555 0100\"}}");

        assertThat(sink.keap.contacts()).hasSize(1);
    }

    @Test
    void oneThatGetsItsFirstAddressKeepsItsContact() {
        sink.deliver(keyed("4711", "555 0111", "one"));

        String addressed = "{\"key\":\"4711\",\"data\":{\"email\":\"a@example.com\",\"phone\":\"555 0111\"}}";
        assertThat(callsOf(addressed))
                .containsExactly("GET /v2/contacts", "PATCH /v1/contacts/" + id(), "POST /v1/tags/101/contacts");
        assertThat(sink.keap.contacts().getFirst().emails()).containsExactly("a@example.com");
        assertThat(callsOf(addressed)).isEmpty();
    }

    @Test
    void anAddressThatSomebodyHasIsThatContacts() {
        sink.deliver("{\"email\":\"a@example.com\",\"first_name\":\"Ada\"}");
        sink.deliver(keyed("4711", "555 0111", "one"));

        sink.deliver("{\"key\":\"4711\",\"data\":{\"email\":\"a@example.com\",\"job_title\":\"new\"}}");

        assertThat(sink.contact("a@example.com").text("job_title")).isEqualTo("new");
        assertThat(sink.keap.contacts()).hasSize(2);
    }
}
