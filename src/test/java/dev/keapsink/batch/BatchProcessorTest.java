package dev.keapsink.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.contact.MatchRule;
import dev.keapsink.record.Message;
import dev.keapsink.simulator.Fault;
import dev.keapsink.simulator.Quota;
import dev.keapsink.simulator.StoredContact;
import dev.keapsink.simulator.TagResult;
import dev.keapsink.support.Messages;
import dev.keapsink.support.TestSink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchProcessorTest {

    private TestSink sink = new TestSink().tags(101L);

    @AfterEach
    void everyCallIsOneThatKeapDocuments() {
        assertThat(sink.objections()).isEmpty();
    }

    private static String contact(String name) {
        return "{\"email\":\"" + name + "@example.com\",\"first_name\":\"" + name + "\"}";
    }

    private static List<Message> contacts(int count) {
        return Messages.of(
                IntStream.range(0, count).mapToObj(i -> contact("c" + i)).toList());
    }

    @Test
    void writesAndTagsAContact() {
        assertThat(sink.deliver(contact("ada"))).isEmpty();

        StoredContact ada = sink.contact("ada@example.com");
        assertThat(ada.text("given_name")).isEqualTo("ada");
        assertThat(ada.tagIds()).containsExactly(101L);
    }

    @Test
    void aHundredNewContactsWithOneTagCost101WritesAndOneLookUp() {
        assertThat(sink.deliver(contacts(100))).isEmpty();

        assertThat(sink.writes()).hasSize(101).last().isEqualTo("POST /v1/tags/101/contacts");
        assertThat(sink.calls()).hasSize(102);
    }

    @Test
    void flushesTheTagsEveryHundredContacts() {
        assertThat(sink.deliver(contacts(101))).isEmpty();

        assertThat(sink.writes()).hasSize(103);
        assertThat(sink.writes().get(100)).isEqualTo("POST /v1/tags/101/contacts");
    }

    @Test
    void looksUpOnlyOnceAProcess() {
        sink = new TestSink().tags(101L).contactType("customer");
        sink.deliver(contact("ada"));
        sink.deliver(contact("bob"));

        assertThat(sink.calls().stream().filter(call -> call.startsWith("GET")))
                .containsExactly("GET /v1/tags", "GET /v2/settings/contactOptionTypes");
        assertThat(sink.contact("ada@example.com").text("contact_type")).isEqualTo("Customer");
    }

    @Test
    void onePoisonInTenIsRejectedAtOnceAndNineAreDone() {
        List<String> bodies = new ArrayList<>(
                IntStream.range(0, 9).mapToObj(i -> contact("c" + i)).toList());
        bodies.add(4, "{\"email\":");

        assertThat(sink.deliver(Messages.of(bodies))).isEmpty();
        assertThat(sink.reasons()).containsOnly(Map.entry("m4", "unreadable"));
        assertThat(sink.keap.contacts()).hasSize(9);
    }

    @Test
    void recordThatKeapRefusesIsRejectedWithKeapsReason() {
        assertThat(sink.deliver(contact("ada"), "{\"email\":\"bob@example.com\",\"state\":\"Arizona\"}"))
                .isEmpty();

        assertThat(sink.reasons()).containsEntry("m1", "refused_by_keap");
        assertThat(sink.rejected.get("m1").detail()).contains("COUNTRY CODE");
    }

    @Test
    void rejectsTheRecordsOwnUnknownTagAndContactType() {
        assertThat(sink.deliver(
                        "{\"tags\":[999],\"data\":" + contact("ada") + "}",
                        "{\"contact_type\":\"Alien\",\"data\":" + contact("bob") + "}",
                        "{\"contact_type\":\"lead\",\"tags\":\"102\",\"data\":" + contact("cyd") + "}"))
                .isEmpty();

        assertThat(sink.reasons()).containsEntry("m0", "unknown_tag").containsEntry("m1", "unknown_contact_type");
        assertThat(sink.contact("cyd@example.com").tagIds()).containsExactly(101L, 102L);
        assertThat(sink.contact("cyd@example.com").text("contact_type")).isEqualTo("Lead");
        assertThat(sink.keap.contacts()).hasSize(1);
    }

    @Test
    void withoutARejectQueueARejectedMessageIsReturned() {
        sink.withoutRejectQueue();

        assertThat(sink.deliver(contact("ada"), "no json")).containsExactly("m1");
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
                        "{\"email\":\"a@example.com\",\"state\":\"Arizona\"}",
                        "{\"email\":\"a@example.com\",\"job_title\":\"better\"}"))
                .isEmpty();

        assertThat(sink.reasons()).containsOnlyKeys("m1");
        assertThat(sink.contact("a@example.com").text("given_name")).isEqualTo("good");
        assertThat(sink.contact("a@example.com").text("job_title")).isEqualTo("better");
        assertThat(sink.contact("a@example.com").tagIds()).containsExactly(101L);
    }

    @Test
    void aDeleteIsABarrierBetweenTwoStates() {
        String delete = "{\"op\":\"delete\",\"data\":{\"email\":\"a@example.com\"}}";

        assertThat(sink.deliver(contact("a"), delete)).isEmpty();
        assertThat(sink.contact("a@example.com").tagIds()).isEmpty();

        assertThat(sink.deliver(contact("a"), delete, contact("a"))).isEmpty();
        assertThat(sink.contact("a@example.com").tagIds()).containsExactly(101L);
        assertThat(sink.contact("a@example.com").timesApplied()).containsEntry(101L, 3);
    }

    @Test
    void deletingWhatIsNotThereIsSuccess() {
        assertThat(sink.deliver("{\"op\":\"delete\",\"data\":{\"email\":\"a@example.com\"}}"))
                .isEmpty();
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
        sink.deliver("{\"op\":\"delete\",\"data\":{\"email\":\"a@example.com\"}}");

        assertThat(sink.contact("a@example.com").tagIds()).containsExactly(101L);
    }

    @Test
    void aPhoneOnlyContactIsMadeOnceHoweverOftenItIsDelivered() {
        List<Message> batch = Messages.of("{\"phone\":\"+1 (555) 555-0100\",\"first_name\":\"Pat\"}");

        assertThat(sink.deliver(batch)).isEmpty();
        assertThat(sink.deliver(batch)).isEmpty();
        assertThat(sink.keap.contacts()).hasSize(1);
        assertThat(sink.calls()).containsSubsequence("GET /v2/contacts", "POST /v1/contacts", "GET /v2/contacts");
        assertThat(sink.calls()).last().isEqualTo("POST /v1/tags/101/contacts");
    }

    @Test
    void aPhoneOnlyContactWhoseCreateWasNotAnsweredIsFoundAtTheNextDelivery() {
        sink.keap.inject(Fault.replyLostAfterCommit().onNext(1).matching("POST", "/v1/contacts"));
        List<Message> batch = Messages.of("{\"phone\":\"+15555550100\"}");

        assertThat(sink.deliver(batch)).containsExactly("m0");
        assertThat(sink.writes()).as("not repeated at once").containsExactly("POST /v1/contacts");
        assertThat(sink.deliver(batch)).isEmpty();
        assertThat(sink.keap.contacts()).hasSize(1);
        assertThat(sink.keap.contacts().getFirst().tagIds()).containsExactly(101L);
    }

    @Test
    void severalContactsWithOnePhoneAreAmbiguous() {
        sink.deliver(
                "{\"email\":\"a@example.com\",\"phone\":\"555-0100\"}",
                "{\"email\":\"b@example.com\",\"phone\":\"555-0100\"}");

        assertThat(sink.deliver("{\"phone\":\"555-0100\"}")).isEmpty();
        assertThat(sink.reasons()).containsEntry("m0", "ambiguous_match");
    }

    @Test
    void anUnansweredUpsertIsNotRepeatedWithinTheInvocation() {
        sink.keap.inject(Fault.replyLostAfterCommit().onNext(1).matching("PUT", "/v1/contacts"));

        assertThat(sink.deliver(contact("a"), contact("b"))).containsExactly("m0");
        assertThat(sink.writes().stream().filter("PUT /v1/contacts"::equals)).hasSize(2);
        assertThat(sink.hidden.get("m0")).isEqualTo(Duration.ofSeconds(30));

        assertThat(sink.deliver(contact("a"))).isEmpty();
        assertThat(sink.keap.contacts()).hasSize(2);
    }

    @Test
    void aServerThatRecoversIsAskedAgainWithinTheInvocation() {
        sink.keap.inject(Fault.unavailable().onNext(2).matching("PUT", "/v1/contacts"));

        assertThat(sink.deliver(contact("a"))).isEmpty();
        assertThat(sink.writes().stream().filter("PUT /v1/contacts"::equals)).hasSize(3);
    }

    @Test
    void aServerThatStaysDownReturnsTheMessages() {
        sink.keap.inject(Fault.unavailable());

        assertThat(sink.deliver(contact("a"), contact("b"))).containsExactly("m0", "m1");
        assertThat(sink.rejected).isEmpty();
        assertThat(sink.keap.contacts()).isEmpty();
    }

    @Test
    void aContactWithoutItsTagIsNotDone() {
        sink.deliver(contact("a"), contact("b"));
        long a = sink.contact("a@example.com").id();
        sink.keap.inject(Fault.tagResult(TagResult.CONTACT_NOT_FOUND, a));

        assertThat(sink.deliver(contact("a"), contact("b"))).containsExactly("m0");
        assertThat(sink.rejected).isEmpty();
    }

    @Test
    void readsTagResultsInTheListFormToo() {
        sink.keap.answerTagResultsAsList();

        assertThat(sink.deliver(contact("a"), contact("b"))).isEmpty();
        assertThat(sink.deliver(contact("a"))).as("DUPLICATE is fine").isEmpty();
    }

    @Test
    void aReplyThatMakesNoSenseIsNoSuccess() {
        sink.keap.inject(Fault.garbage("<html>hello</html>").onNext(1).matching("PUT", "/v1/contacts"));
        sink.keap.inject(Fault.garbage("{}").onNext(1).matching("POST", "/v1/tags/*/contacts"));

        assertThat(sink.deliver(contact("a"))).containsExactly("m0");
        assertThat(sink.deliver(contact("a"))).containsExactly("m0");
        assertThat(sink.deliver(contact("a"))).isEmpty();
    }

    @Test
    void aWrongKeyStopsTheBatchAndRejectsNothing() {
        sink.key("KeapAK-wrong");

        assertThat(sink.deliver(contact("a"), "no json", contact("b"))).containsExactly("m0", "m1", "m2");
        assertThat(sink.rejected).isEmpty();
        assertThat(sink.hidden.values()).containsOnly(Duration.ofMinutes(5));
        assertThat(sink.calls()).hasSize(1);
    }

    @Test
    void aKeyThatIsRevokedMidBatchStopsTheRest() {
        sink.deliver(contact("a"));
        sink.keap.acceptKey("KeapAK-another");
        int before = sink.calls().size();

        assertThat(sink.deliver(contacts(50))).hasSize(50);
        assertThat(sink.calls()).hasSize(before + 1);
        assertThat(sink.rejected).isEmpty();
    }

    @Test
    void aConfiguredTagThatDoesNotExistMakesTheBatchWait() {
        sink = new TestSink().tags(404L);

        assertThat(sink.deliver(contact("a"))).containsExactly("m0");
        assertThat(sink.writes()).isEmpty();
        assertThat(sink.hidden.get("m0")).isEqualTo(Duration.ofMinutes(5));

        sink.keap.addTag(404, "Late");
        sink.time.advance(Duration.ofMinutes(5));
        assertThat(sink.deliver(contact("a"))).isEmpty();
    }

    @Test
    void aConfiguredContactTypeThatDoesNotExistMakesTheBatchWait() {
        sink = new TestSink().contactType("Costumer");

        assertThat(sink.deliver(contact("a"))).containsExactly("m0");
        assertThat(sink.writes()).isEmpty();
    }

    @Test
    void aConfiguredTagThatIsDeletedLaterMakesTheBatchWaitToo() {
        sink.deliver(contact("a"));
        sink.keap.removeTag(101);

        assertThat(sink.deliver(contact("a"), contact("b"))).containsExactly("m0", "m1");
        assertThat(sink.rejected).isEmpty();
        assertThat(sink.hidden.values()).containsOnly(Duration.ofMinutes(5));
    }

    @Test
    void oneForbiddenRecordIsRejectedWhenOthersSucceed() {
        sink.keap.inject(Fault.error(403, "No access").onNext(1).matching("PUT", "/v1/contacts"));

        assertThat(sink.deliver(contact("a"), contact("b"))).isEmpty();
        assertThat(sink.reasons()).containsEntry("m0", "forbidden");
    }

    @Test
    void whenEveryRecordIsForbiddenTheBatchWaits() {
        sink.keap.inject(Fault.error(403, "No access").matching("PUT", "/v1/contacts"));

        assertThat(sink.deliver(contact("a"), contact("b"))).containsExactly("m0", "m1");
        assertThat(sink.rejected).isEmpty();
    }

    @Test
    void aRecordThatGets500FiveTimesAmongSuccessesIsRejected() {
        sink.keap.inject(
                Fault.error(500, "Oops").matching(request -> request.body().contains("poison@example.com")));
        List<Message> batch = Messages.of(contact("poison"), contact("b"));

        assertThat(sink.deliver(Messages.received(4, batch))).containsExactly("m0");
        assertThat(sink.deliver(Messages.received(5, batch))).isEmpty();
        assertThat(sink.reasons()).containsEntry("m0", "refused_by_server");
    }

    @Test
    void a500ForEverybodyIsAnOutageHoweverOften() {
        sink.keap.inject(Fault.error(500, "Oops").matching("PUT", "/v1/contacts"));

        assertThat(sink.deliver(Messages.received(9, Messages.of(contact("a"), contact("b")))))
                .containsExactly("m0", "m1");
        assertThat(sink.rejected).isEmpty();
    }

    @Test
    void startsNoWriteWhoseTagsCouldNotBeAppliedInTime() {
        sink.timeout(Duration.ofMinutes(2)).pace(1, 1000);

        List<String> returned = sink.deliver(contacts(100));

        assertThat(sink.keap.contacts()).hasSizeBetween(60, 90);
        assertThat(returned).hasSize(100 - sink.keap.contacts().size());
        assertThat(sink.keap.contacts()).allMatch(contact -> contact.tagIds().contains(101L));
        assertThat(sink.hidden.values()).containsOnly(Duration.ofSeconds(5));
    }

    @Test
    void paysForASpikeArrestWithAMomentAndNotWithADelivery() {
        sink = new TestSink(Quota.KEAP_API_KEY).tags(101L).pace(12, 1000);

        assertThat(sink.deliver(contacts(20))).isEmpty();
        assertThat(sink.keap.spikeArrests()).isPositive();
    }

    @Test
    void keepsWithinTheMinute() {
        sink = new TestSink(Quota.KEAP_API_KEY).tags(101L).pace(10, 240).timeout(Duration.ofMinutes(10));

        assertThat(sink.deliver(contacts(400))).isEmpty();
        assertThat(sink.keap.throttled()).isZero();
        assertThat(sink.keap.spikeArrests()).isZero();
    }

    @Test
    void stopsAskingWhenTheDayIsUsedUpAndHidesTheRestUntilTheReset() {
        sink = new TestSink(new Quota(1000, 100_000, 10)).tags(101L);

        List<String> returned = sink.deliver(contacts(100));

        assertThat(returned).hasSize(100);
        assertThat(sink.calls()).hasSize(11);
        assertThat(sink.hidden.values()).allMatch(delay -> delay.compareTo(Duration.ofHours(11)) > 0);
        assertThat(sink.deliver(contact("later"))).containsExactly("m0");
        assertThat(sink.calls()).as("not one call more").hasSize(11);
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

        assertThat(sink.deliver(
                        contact("a"), "{\"op\":\"delete\",\"data\":{\"email\":\"a@example.com\"}}", contact("a")))
                .containsExactly("m0", "m1", "m2");
        assertThat(sink.writes()).hasSize(1);
    }

    @Test
    void matchesByNameTooWhenConfiguredSo() {
        sink.matching(MatchRule.EMAIL_AND_NAME);

        assertThat(sink.deliver(
                        "{\"email\":\"f@example.com\",\"first_name\":\"Mia\",\"last_name\":\"F\"}",
                        "{\"email\":\"f@example.com\",\"first_name\":\"Max\",\"last_name\":\"F\"}"))
                .isEmpty();
        assertThat(sink.keap.contacts()).hasSize(2);
    }

    @Test
    void innocentMessagesBehindAServerErrorAreNotRejectedWithIt() {
        sink.keap.inject(
                Fault.error(500, "Oops").matching(request -> request.body().contains("poison@")));
        List<Message> batch = Messages.received(
                5,
                Messages.fifo("g|" + contact("poison"), "g|" + contact("a"), "g|" + contact("b"), "h|" + contact("c")));

        assertThat(sink.deliver(batch)).containsExactly("m1", "m2");
        assertThat(sink.reasons()).containsOnly(Map.entry("m0", "refused_by_server"));
    }

    @Test
    void anOldServerErrorInsideACoalescedWriteStandsAlone() {
        sink.keap.inject(
                Fault.error(500, "Oops").matching(request -> request.body().contains("poison")));
        List<Message> batch = Messages.received(
                5,
                Messages.of(
                        "{\"email\":\"a@example.com\",\"city\":\"Rome\"}",
                        "{\"email\":\"a@example.com\",\"job_title\":\"poison\"}",
                        contact("b")));

        assertThat(sink.deliver(batch)).isEmpty();
        assertThat(sink.reasons()).containsOnlyKeys("m1");
        assertThat(sink.contact("a@example.com")
                        .fields()
                        .at("/addresses/0/locality")
                        .asText())
                .isEqualTo("Rome");
    }

    @Test
    void aDeleteThatFindsNobodyIsNoProofThatContactsCanBeWritten() {
        sink.keap.inject(Fault.error(403, "No access").matching("PUT", "/v1/contacts"));

        assertThat(sink.deliver(contact("a"), "{\"op\":\"delete\",\"data\":{\"email\":\"z@example.com\"}}"))
                .containsExactly("m0");
        assertThat(sink.rejected).isEmpty();
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
    void oneRecordWithCountlessTagsIsRejectedBeforeItCostsACall() {
        String tags = IntStream.rangeClosed(1, 51).mapToObj(String::valueOf).collect(Collectors.joining(","));

        assertThat(sink.deliver("{\"tags\":\"" + tags + "\",\"data\":" + contact("a") + "}", contact("b")))
                .isEmpty();
        assertThat(sink.reasons()).containsEntry("m0", "invalid_value");
        assertThat(sink.calls()).hasSize(3);
    }

    @Test
    void aHundredRecordsWithOneUnknownTagCostNoLookUpEach() {
        List<String> bodies = IntStream.range(0, 100)
                .mapToObj(i -> "{\"tags\":[999],\"data\":" + contact("c" + i) + "}")
                .toList();

        assertThat(sink.deliver(Messages.of(bodies))).isEmpty();
        assertThat(sink.reasons()).hasSize(100);
        assertThat(sink.calls()).containsExactly("GET /v1/tags");
    }

    @Test
    void aConfiguredContactTypeThatIsDeletedLaterMakesTheBatchWaitAndRejectsNothing() {
        sink = new TestSink().contactType("Lead");
        sink.deliver(contact("a"));
        sink.time.advance(Duration.ofMinutes(2));
        sink.keap.contactTypes("Customer");

        assertThat(sink.deliver(contact("b"), contact("c"))).containsExactly("m0", "m1");
        assertThat(sink.rejected).isEmpty();
        assertThat(sink.hidden.values()).containsOnly(Duration.ofMinutes(5));
    }

    @Test
    void keepsBackTheCallsThatItsTagsNeed() {
        sink.pace(5, 40);

        List<String> returned = sink.deliver(contacts(100));

        assertThat(returned)
                .as("some are done, not all written and none tagged")
                .hasSizeBetween(1, 70);
        assertThat(sink.keap.contacts()).allMatch(contact -> contact.tagIds().contains(101L));
    }

    @Test
    void manyTagsAreNoReasonToStandStill() {
        sink = new TestSink().pace(5, 120);
        for (long tag = 1000; tag < 1150; tag++) {
            sink.keap.addTag(tag, "Tag " + tag);
        }
        List<Message> batch = Messages.of(IntStream.range(0, 75)
                .mapToObj(i -> "{\"tags\":[%d,%d],\"data\":%s}".formatted(1000 + 2 * i, 1001 + 2 * i, contact("c" + i)))
                .toList());

        List<String> returned = sink.deliver(batch);

        assertThat(returned).hasSizeLessThan(75);
        assertThat(sink.hidden).hasSize(returned.size());
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

        sink.deliver("{\"op\":\"delete\",\"data\":{\"email\":\"a@example.com\"}}");

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

    @Test
    void anAddressThatKnowsNoContactsIsNotKeaps() {
        sink.deliver(contact("a"));
        sink.keap.inject(Fault.error(404, "no such thing").matching("PUT", "/v1/contacts"));

        assertThat(sink.deliver(contacts(50))).hasSize(50);
        assertThat(sink.hidden.values()).containsOnly(Duration.ofMinutes(5));
        assertThat(sink.writes().stream().filter("PUT /v1/contacts"::equals)).hasSize(2);
    }

    @Test
    void givesTheSameResultOnVirtualThreads() {
        sink.concurrently(new VirtualThreads(16));

        assertThat(sink.deliver(contacts(100))).isEmpty();
        assertThat(sink.keap.contacts())
                .hasSize(100)
                .allMatch(contact -> contact.tagIds().contains(101L));
        assertThat(sink.writes()).hasSize(101);
    }
}
