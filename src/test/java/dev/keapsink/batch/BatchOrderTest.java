package dev.keapsink.batch;

import static dev.keapsink.batch.Bodies.DELETE_A;
import static dev.keapsink.batch.Bodies.contact;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.contact.MatchRule;
import dev.keapsink.object.OnDelete;
import dev.keapsink.record.Message;
import dev.keapsink.simulator.Fault;
import dev.keapsink.simulator.StoredContact;
import dev.keapsink.simulator.memory.InMemorySink;
import dev.keapsink.simulator.memory.Messages;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Order, coalescing and deletes within a batch. */
class BatchOrderTest {

    private InMemorySink sink = new InMemorySink().tags(101L);

    @AfterEach
    void everyCallIsOneThatKeapDocuments() {
        assertThat(sink.objections()).isEmpty();
    }

    @Test
    void coalescesTheMessagesOfOneContact() {
        assertThat(sink.deliver(
                        "{\"data\":{\"email\":\"Ada@example.com\",\"first_name\":\"A\",\"city\":\"Rome\"}}",
                        "{\"tags\":[102],\"data\":{\"email\":\"ada@example.com\",\"first_name\":\"Ada\"}}"))
                .isEmpty();

        StoredContact ada = sink.contact("ada@example.com");
        assertThat(ada.text("given_name")).isEqualTo("Ada");
        assertThat(ada.fields().at("/addresses/0/locality").asText()).isEqualTo("Rome");
        assertThat(ada.tagIds()).containsExactly(101L, 102L);
        assertThat(sink.writes().stream().filter("PUT /v1/contacts"::equals)).hasSize(1);
    }

    @Test
    void theHighestVersionWinsWhateverTheOrderOfDelivery() {
        sink.deliver(
                "{\"version\":3,\"data\":{\"email\":\"a@example.com\",\"job_title\":\"third\"}}",
                "{\"version\":1,\"data\":{\"email\":\"a@example.com\",\"job_title\":\"first\"}}",
                "{\"version\":2,\"data\":{\"email\":\"a@example.com\",\"job_title\":\"second\"}}");

        assertThat(sink.contact("a@example.com").text("job_title")).isEqualTo("third");
    }

    @Test
    void poisonInsideACoalescedWriteStandsAlone() {
        assertThat(sink.deliver(
                        "{\"email\":\"a@example.com\",\"first_name\":\"good\"}",
                        "{\"email\":\"a@example.com\",\"state\":\"BY\",\"country\":\"DE\"}",
                        "{\"email\":\"a@example.com\",\"job_title\":\"better\"}"))
                .isEmpty();

        assertThat(sink.reasons()).containsOnlyKeys("m1");
        assertThat(sink.contact("a@example.com").text("given_name")).isEqualTo("good");
        assertThat(sink.contact("a@example.com").text("job_title")).isEqualTo("better");
        assertThat(sink.contact("a@example.com").tagIds()).containsExactly(101L);
    }

    @Test
    void aDeleteIsABarrierBetweenTwoStates() {
        String delete = DELETE_A;

        assertThat(sink.deliver(contact("a"), delete)).isEmpty();
        assertThat(sink.contact("a@example.com").tagIds()).isEmpty();

        assertThat(sink.deliver(contact("a"), delete, contact("a"))).isEmpty();
        assertThat(sink.contact("a@example.com").tagIds()).containsExactly(101L);
        assertThat(sink.contact("a@example.com").timesApplied()).containsEntry(101L, 3);
    }

    @Test
    void deletingWhatIsNotThereIsSuccess() {
        assertThat(sink.deliver(DELETE_A)).isEmpty();
        assertThat(sink.writes()).isEmpty();
    }

    @Test
    void deletesTheContactWhenConfiguredSo() {
        sink.onDelete(OnDelete.DELETE);
        sink.deliver(contact("a"), contact("b"));
        sink.deliver("{\"op\":\"delete\",\"data\":{\"email\":\"A@example.com\"}}");

        assertThat(sink.keap.contacts()).hasSize(1);
    }

    @Test
    void ignoresDeletesWhenConfiguredSo() {
        sink.onDelete(OnDelete.IGNORE);
        sink.deliver(contact("a"));
        sink.deliver(DELETE_A);

        assertThat(sink.contact("a@example.com").tagIds()).containsExactly(101L);
    }

    @Test
    void onAFifoQueueLaterMessagesOfTheGroupFollowTheFirstThatWaits() {
        sink.keap.inject(Fault.badGateway().onNext(1).matching("PUT", "/v1/contacts"));

        List<String> returned = sink.deliver(Messages.fifo(
                "g1|" + contact("a"), "g2|" + contact("b"), "g1|" + contact("c"), "g1|no json", "g2|" + contact("d")));

        assertThat(returned).containsExactly("m0", "m2", "m3");
        assertThat(sink.rejected).as("a later reject waits as well").doesNotContainKey("m3");
        assertThat(sink.hidden.get("m2")).isEqualTo(sink.hidden.get("m0"));
        assertThat(sink.keap.contacts()).hasSize(2);
    }

    @Test
    void onAFifoQueueAnotherGroupGoesOnEvenIfTheyShareAContact() {
        sink.keap.inject(Fault.badGateway().onNext(1).matching("PUT", "/v1/contacts"));

        assertThat(sink.deliver(Messages.fifo(
                        "g1|" + contact("a"), "g2|" + contact("b"), "g1|" + contact("x"), "g2|" + contact("x"))))
                .containsExactly("m0", "m2", "m3");
        assertThat(sink.contact("b@example.com").tagIds()).containsExactly(101L);
    }

    @Test
    void theConfiguredTypeIsWrittenWhateverTheBatchesAre() {
        sink = new InMemorySink().contactType("Customer");
        String typed = "{\"contact_type\":\"Lead\",\"data\":" + contact("a") + "}";

        sink.deliver(typed, contact("a"));
        assertThat(sink.contact("a@example.com").text("contact_type")).isEqualTo("Customer");
        sink.deliver(contact("a"), typed);
        assertThat(sink.contact("a@example.com").text("contact_type")).isEqualTo("Lead");
    }

    @Test
    void onAFifoQueueARejectedMessageHoldsUpNobody() {
        assertThat(sink.deliver(Messages.fifo("g1|no json", "g1|" + contact("a"))))
                .isEmpty();
        assertThat(sink.reasons()).containsOnlyKeys("m0");
    }

    @Test
    void aGroupOnAStandardQueueIsNoFifoGroup() {
        sink.keap.inject(Fault.badGateway().onNext(1).matching("PUT", "/v1/contacts"));
        List<Message> fair = List.of(
                Messages.message(0, contact("a"), 1, "tenant", false),
                Messages.message(1, contact("b"), 1, "tenant", false));

        assertThat(sink.deliver(fair)).containsExactly("m0");
    }

    @Test
    void afterAFailureNoLaterStateOfTheSameContactIsWritten() {
        sink.keap.inject(Fault.badGateway().onNext(1).matching("PUT", "/v1/contacts"));

        assertThat(sink.deliver(contact("a"), DELETE_A, contact("a"))).containsExactly("m0", "m1", "m2");
        assertThat(sink.writes()).hasSize(1);
    }

    @Test
    void onAFifoQueueNothingOfALaterWaveOvertakesTheMessageThatWaits() {
        sink.onDelete(OnDelete.DELETE);
        sink.deliver(contact("x"));
        sink.keap.inject(Fault.badGateway().matching(request -> request.body().contains("\"y@")));

        List<String> returned = sink.deliver(Messages.fifo(
                "g|" + contact("x"),
                "g|" + contact("y"),
                "g|{\"op\":\"delete\",\"data\":{\"email\":\"x@example.com\"}}",
                "g|" + contact("x")));

        assertThat(returned).containsExactly("m1", "m2", "m3");
        assertThat(sink.writes()).noneMatch(call -> call.startsWith("DELETE"));
    }

    @Test
    void returnsANewerStateInAnotherGroupWithTheOlderOneThatItsGroupReturned() {
        sink.keap.inject(Fault.badGateway().onNext(1).matching("PUT", "/v1/contacts"));

        assertThat(sink.deliver(Messages.fifo(
                        "g1|" + contact("a"), "g1|" + contact("x"), "g2|" + contact("x"), "g2|" + contact("b"))))
                .containsExactly("m0", "m1", "m2", "m3");
    }

    @Test
    void deletesOnlyTheContactWhoseFirstAddressItIs() {
        sink.onDelete(OnDelete.DELETE);
        sink.deliver("{\"email\":\"main@example.com\",\"email2\":\"second@example.com\"}");

        assertThat(sink.deliver("{\"op\":\"delete\",\"data\":{\"email\":\"second@example.com\"}}"))
                .isEmpty();
        assertThat(sink.keap.contacts()).hasSize(1);
    }

    @Test
    void aRowMarkedAsDeletedInAChangeStreamIsADelete() {
        sink.deliver(contact("a"));
        sink.deliver("{\"email\":\"a@example.com\",\"_ab_cdc_deleted_at\":\"2026-03-10T12:00:00Z\"}");
        assertThat(sink.contact("a@example.com").tagIds()).isEmpty();

        sink.deliver("{\"email\":\"a@example.com\",\"_ab_cdc_deleted_at\":null}");
        assertThat(sink.contact("a@example.com").tagIds()).containsExactly(101L);
    }

    @Test
    void aDeleteWithoutNamesMatchesNobodyWhereNamesArePartOfTheMatch() {
        sink.matching(MatchRule.EMAIL_AND_NAME);

        sink.deliver(DELETE_A);

        assertThat(sink.reasons()).containsEntry("m0", "no_match_key");
    }

    @Test
    void aDeleteMayNameATagThatIsGone() {
        sink.deliver(contact("a"));

        assertThat(sink.deliver("{\"op\":\"delete\",\"tags\":[999],\"data\":{\"email\":\"a@example.com\"}}"))
                .isEmpty();
        assertThat(sink.rejected).isEmpty();
        assertThat(sink.contact("a@example.com").tagIds()).isEmpty();
    }
}
