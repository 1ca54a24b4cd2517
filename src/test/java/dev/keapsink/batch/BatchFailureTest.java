package dev.keapsink.batch;

import static dev.keapsink.batch.Bodies.contact;
import static dev.keapsink.batch.Bodies.contacts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.record.Message;
import dev.keapsink.simulator.Fault;
import dev.keapsink.simulator.TagResult;
import dev.keapsink.simulator.memory.InMemorySink;
import dev.keapsink.simulator.memory.Messages;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of a batch when Keap or its configuration fails. */
class BatchFailureTest {

    private InMemorySink sink = new InMemorySink().tags(101L);

    @AfterEach
    void everyCallIsOneThatKeapDocuments() {
        assertThat(sink.objections()).isEmpty();
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
    void anOutageRightAfterASuccessCostsABatchAThirdOfItsCallsAtMost() {
        sink.deliver(contact("before"));
        int before = sink.calls().size();
        sink.keap.inject(Fault.badGateway());

        assertThat(sink.deliver(contacts(100))).hasSize(100);
        assertThat(sink.calls().size() - before).isLessThanOrEqualTo(33);
    }

    @Test
    void anOutageCostsABatchAtMostTenCallsAndNotOneARecord() {
        sink.deliver(contact("before"));
        sink.time.advance(Duration.ofMinutes(5));
        int before = sink.calls().size();
        sink.keap.inject(Fault.badGateway());

        assertThat(sink.deliver(contacts(100))).hasSize(100);
        assertThat(sink.calls().size() - before).isLessThanOrEqualTo(10);
        assertThat(sink.rejected).isEmpty();
        assertThat(sink.hidden.values())
                .hasSize(100)
                .allSatisfy(delay -> assertThat(delay).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(36)));

        sink.keap.clearFaults();
        sink.time.advance(Duration.ofSeconds(30));
        assertThat(sink.deliver(contacts(100))).isEmpty();
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
        assertThat(sink.calls().subList(before, sink.calls().size()))
                .as("the account is asked before everybody waits")
                .containsExactly("PUT /v1/contacts", "GET /v2/oauth/connect/userinfo");
        assertThat(sink.rejected).isEmpty();

        assertThat(sink.deliver(contacts(50))).hasSize(50);
        assertThat(sink.calls()).as("and nothing again within a minute").hasSize(before + 2);
    }

    @Test
    void aConfiguredTagThatDoesNotExistMakesTheBatchWait() {
        sink = new InMemorySink().tags(404L);

        assertThat(sink.deliver(contact("a"))).containsExactly("m0");
        assertThat(sink.writes()).isEmpty();
        assertThat(sink.hidden.get("m0")).isEqualTo(Duration.ofMinutes(5));

        sink.keap.addTag(404, "Late");
        sink.time.advance(Duration.ofMinutes(5));
        assertThat(sink.deliver(contact("a"))).isEmpty();
    }

    @Test
    void aConfiguredContactTypeThatDoesNotExistMakesTheBatchWait() {
        sink = new InMemorySink().contactType("Costumer");

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

        for (int times = 1; times < 5; times++) {
            assertThat(sink.deliver(Messages.received(times, batch))).containsExactly("m0");
        }
        assertThat(sink.deliver(Messages.received(5, batch))).isEmpty();
        assertThat(sink.reasons()).containsEntry("m0", "refused_by_server");
    }

    @Test
    void one500AfterManyOtherDeliveriesIsNotHeldAgainstTheRecord() {
        sink.keap.inject(
                Fault.error(500, "Oops").matching("PUT", "/v1/contacts").onNext(1));

        assertThat(sink.deliver(Messages.received(30, Messages.of(contact("a"), contact("b")))))
                .containsExactly("m0");
        assertThat(sink.rejected).isEmpty();
    }

    @Test
    void aTagCallThatFailsForManyIsHeldAgainstNone() {
        sink.keap.inject(Fault.error(500, "Oops").matching("POST", "/v1/tags/102/contacts"));
        List<Message> batch = Messages.of(
                "{\"tags\":[102],\"data\":" + contact("a") + "}",
                "{\"tags\":[102],\"data\":" + contact("b") + "}",
                contact("c"));

        for (int times = 1; times < 9; times++) {
            assertThat(sink.deliver(Messages.received(times, batch))).containsExactly("m0", "m1");
        }
        assertThat(sink.rejected).isEmpty();
    }

    @Test
    void a500ForEverybodyIsAnOutageHoweverOften() {
        sink.keap.inject(Fault.error(500, "Oops").matching("PUT", "/v1/contacts"));

        assertThat(sink.deliver(Messages.received(9, Messages.of(contact("a"), contact("b")))))
                .containsExactly("m0", "m1");
        assertThat(sink.rejected).isEmpty();
    }

    @Test
    void innocentMessagesBehindAServerErrorAreNotRejectedWithIt() {
        sink.keap.inject(
                Fault.error(500, "Oops").matching(request -> request.body().contains("poison@")));
        List<Message> batch =
                Messages.fifo("g|" + contact("poison"), "g|" + contact("a"), "g|" + contact("b"), "h|" + contact("c"));
        for (int times = 1; times < 5; times++) {
            assertThat(sink.deliver(Messages.received(times, batch))).containsExactly("m0", "m1", "m2");
        }

        assertThat(sink.deliver(Messages.received(5, batch))).containsExactly("m1", "m2");
        assertThat(sink.reasons()).containsOnly(Map.entry("m0", "refused_by_server"));
    }

    @Test
    void aForbiddenPartOfACoalescedWriteStandsAlone() {
        sink.keap.inject(
                Fault.error(403, "No access").matching(request -> request.body().contains("poison")));

        assertThat(sink.deliver(contact("b"), contact("a"), "{\"email\":\"a@example.com\",\"job_title\":\"poison\"}"))
                .isEmpty();
        assertThat(sink.reasons()).containsOnly(Map.entry("m2", "forbidden"));
    }

    @Test
    void aTagThatIsGoneReturnsTheMessageThatNamedItAndThenRejectsIt() {
        sink.deliver("{\"tags\":[102],\"data\":" + contact("b") + "}");
        sink.keap.removeTag(102);

        String named = "{\"tags\":[102],\"data\":" + contact("a") + "}";
        assertThat(sink.deliver(contact("a"), named)).containsExactly("m1");
        assertThat(sink.deliver(contact("c"), named)).isEmpty();
        assertThat(sink.reasons()).containsOnly(Map.entry("m1", "unknown_tag"));
        assertThat(sink.contact("a@example.com").tagIds()).containsExactly(101L);
    }

    @Test
    void aRemovalIsDoneOnlyWhenKeapSaysNothingElse() {
        sink.deliver(contact("a"));
        sink.keap.inject(Fault.answering(200, "text/html", "<html>maintenance</html>")
                .onNext(1)
                .matching(request -> request.method().equals("DELETE")));
        String delete = "{\"op\":\"delete\",\"data\":{\"email\":\"a@example.com\"}}";

        assertThat(sink.deliver(delete)).containsExactly("m0");
        assertThat(sink.deliver(delete)).isEmpty();
        assertThat(sink.contact("a@example.com").tagIds()).isEmpty();
    }

    @Test
    void aLookUpThatOneRecordMakesFailConcernsThatRecordAlone() {
        moreTagsThanAListHolds();
        sink.deliver(contact("a"));
        sink.keap.inject(Fault.error(500, "Oops").matching("GET", "/v1/tags/*"));

        assertThat(sink.deliver(contact("b"), "{\"tags\":[7777],\"data\":" + contact("c") + "}"))
                .containsExactly("m1");
        assertThat(sink.contact("b@example.com").tagIds()).containsExactly(101L);
    }

    private void moreTagsThanAListHolds() {
        for (long id = 1001; id <= 2001; id++) {
            sink.keap.addTag(id, "Tag " + id);
        }
    }

    @Test
    void aNewerStateWaitsForTheOlderOneWhoseTagCouldNotBeLookedUp() {
        moreTagsThanAListHolds();
        sink.deliver(contact("b"));
        sink.keap.inject(Fault.error(500, "Oops").matching("GET", "/v1/tags/*"));
        String older = "{\"tags\":[7777],\"data\":{\"email\":\"a@example.com\",\"job_title\":\"older\"}}";
        String newer = "{\"email\":\"a@example.com\",\"job_title\":\"newer\"}";

        assertThat(sink.deliver(older, newer, contact("b"))).containsExactly("m0", "m1");
        assertThat(sink.keap.contacts()).hasSize(1);

        sink.keap.clearFaults();
        sink.keap.addTag(7777, "Late");
        assertThat(sink.deliver(older, newer)).isEmpty();
        assertThat(sink.contact("a@example.com").text("job_title")).isEqualTo("newer");
    }

    @Test
    void aListThatCannotBeReadIsAskedForOnceABatchAndNotOnceARecord() {
        sink = new InMemorySink();
        sink.keap.inject(Fault.error(500, "Oops"));
        List<Message> batch = Messages.of(IntStream.range(0, 50)
                .mapToObj(i -> "{\"tags\":[101],\"data\":" + contact("c" + i) + "}")
                .toList());

        assertThat(sink.deliver(batch)).hasSize(50);
        assertThat(sink.calls()).hasSize(3).containsOnly("GET /v1/tags");
    }

    @Test
    void aServerErrorInsideACoalescedWriteStandsAlone() {
        sink.keap.inject(
                Fault.error(500, "Oops").matching(request -> request.body().contains("poison")));
        List<Message> batch = Messages.of(
                "{\"email\":\"a@example.com\",\"city\":\"Rome\"}",
                "{\"email\":\"a@example.com\",\"job_title\":\"poison\"}",
                contact("b"));
        for (int times = 1; times < 5; times++) {
            assertThat(sink.deliver(Messages.received(times, batch))).containsExactly("m1");
        }

        assertThat(sink.deliver(Messages.received(5, batch))).isEmpty();
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
    void aConfiguredContactTypeThatIsDeletedLaterMakesTheBatchWaitAndRejectsNothing() {
        sink = new InMemorySink().contactType("Lead");
        sink.deliver(contact("a"));
        sink.time.advance(Duration.ofMinutes(2));
        sink.keap.contactTypes("Customer");

        assertThat(sink.deliver(contact("b"), contact("c"))).containsExactly("m0", "m1");
        assertThat(sink.rejected).isEmpty();
        assertThat(sink.hidden.values()).containsOnly(Duration.ofMinutes(5));
    }

    @Test
    void anAddressThatKnowsNoContactsIsNotKeaps() {
        sink.deliver(contact("a"));
        sink.keap.inject(Fault.error(404, "no such thing").matching("PUT", "/v1/contacts"));

        assertThat(sink.deliver(contacts(50))).hasSize(50);
        assertThat(sink.hidden.values())
                .as("a success shortly before acquits it")
                .containsOnly(Duration.ofSeconds(30));

        sink.time.advance(Duration.ofMinutes(6));
        assertThat(sink.deliver(contacts(50))).hasSize(50);
        assertThat(sink.hidden.values()).containsOnly(Duration.ofMinutes(5));
        assertThat(sink.rejected).isEmpty();
    }

    private List<String> deliverAlone(String name, int times) {
        return sink.deliver(
                Messages.received(times, List.of(Messages.message(name.hashCode(), contact(name), 1, null, false))));
    }

    @Test
    void onAQuietQueueAForbiddenRecordIsRejectedOnceOthersHaveSucceeded() {
        sink.keap.inject(
                Fault.error(403, "Forbidden").matching(request -> request.body().contains("forbidden@")));

        assertThat(deliverAlone("forbidden", 1)).hasSize(1);
        assertThat(deliverAlone("forbidden", 2)).as("perhaps the key's fault").hasSize(1);
        assertThat(deliverAlone("fine", 1)).isEmpty();
        assertThat(deliverAlone("forbidden", 3)).isEmpty();
        assertThat(sink.reasons().values()).containsExactly("forbidden");
    }

    @Test
    void onAQuietQueueARecordThatKeapStumblesOverIsRejectedAtItsFifthDelivery() {
        sink.keap.inject(Fault.error(500, "Internal error")
                .matching(request -> request.body().contains("broken@")));

        assertThat(deliverAlone("broken", 1)).as("nothing to compare it with").hasSize(1);
        for (int times = 2; times < 5; times++) {
            assertThat(deliverAlone("fine" + times, 1)).isEmpty();
            assertThat(deliverAlone("broken", times)).hasSize(1);
        }
        assertThat(deliverAlone("fine", 1)).isEmpty();
        assertThat(deliverAlone("broken", 5)).isEmpty();
        assertThat(sink.reasons().values()).containsExactly("refused_by_server");
    }

    @Test
    void onceTheKeyMayNotWriteNothingIsRejectedForIt() {
        assertThat(deliverAlone("fine", 1)).isEmpty();
        sink.keap.inject(Fault.error(403, "Forbidden"));

        for (int times = 1; times < 9; times++) {
            assertThat(deliverAlone("one", times)).hasSize(1);
            assertThat(deliverAlone("other", times)).hasSize(1);
        }
        assertThat(sink.rejected).isEmpty();
    }

    @Test
    void aPermissionThatIsTakenAwayInTheMiddleOfABatchRejectsNothing() {
        sink.deliver(contacts(50));
        sink.keap.inject(Fault.error(403, "Forbidden")
                .matching(request ->
                        request.method().equals("PUT") && !request.body().contains("c1@")));
        List<Message> batch = contacts(3);

        for (int times = 1; times < 4; times++) {
            assertThat(sink.deliver(Messages.received(times, batch))).isNotEmpty();
        }
        assertThat(sink.rejected).isEmpty();
    }

    @Test
    void aGatewaysMoodIsHeldAgainstNobody() {
        sink.keap.inject(Fault.page(403, "Request blocked").onNext(1).matching("PUT", "/v1/contacts"));

        assertThat(sink.deliver(contact("a"), contact("b"))).containsExactly("m0");
        assertThat(sink.rejected).isEmpty();
        assertThat(sink.hidden.get("m0")).isEqualTo(Duration.ofSeconds(30));
        assertThat(sink.deliver(contact("a"))).isEmpty();
    }

    @Test
    void aRecordThatAGatewayAlwaysBlocksIsRejected() {
        sink.keap.inject(Fault.page(403, "Request blocked")
                .matching(request -> request.body().contains("poison@")));
        List<Message> batch = Messages.of(contact("poison"), contact("b"));

        for (int times = 1; times < 5; times++) {
            assertThat(sink.deliver(Messages.received(times, batch))).containsExactly("m0");
        }
        assertThat(sink.deliver(Messages.received(5, batch))).isEmpty();
        assertThat(sink.reasons()).containsEntry("m0", "forbidden");
    }

    @Test
    void severalForbiddenRecordsAtOnceHaveToProveThemselves() {
        sink.keap.inject(
                Fault.error(403, "Forbidden").matching(request -> request.body().contains("poison")));
        List<Message> batch = Messages.of(contact("poison1"), contact("poison2"), contact("b"));

        for (int times = 1; times < 5; times++) {
            assertThat(sink.deliver(Messages.received(times, batch))).containsExactly("m0", "m1");
        }
        assertThat(sink.hidden.get("m0")).as("others may write").isEqualTo(Duration.ofMinutes(4));
        assertThat(sink.deliver(Messages.received(5, batch))).isEmpty();
        assertThat(sink.reasons()).isEqualTo(Map.of("m0", "forbidden", "m1", "forbidden"));
    }

    @Test
    void aRecordThatHadAnOutageBehindItNeedsThreeStrikes() {
        sink.keap.inject(
                Fault.error(500, "Oops").matching(request -> request.body().contains("poison@")));
        List<Message> batch = Messages.of(contact("poison"), contact("b"));

        assertThat(sink.deliver(Messages.received(20, batch))).containsExactly("m0");
        assertThat(sink.deliver(Messages.received(21, batch))).containsExactly("m0");
        assertThat(sink.deliver(Messages.received(22, batch))).isEmpty();
    }

    @Test
    void aKeyThatIsRevokedBetweenTwoWritesOfABatchRejectsNothingAndLeavesNoContactWithoutItsTag() {
        InMemorySink sink = new InMemorySink().tags(101L);
        List<Message> batch = Messages.of(IntStream.range(0, 30)
                .mapToObj(n -> "{\"email\":\"c%d@example.com\"}".formatted(n))
                .toList());
        sink.keap.inject(Fault.credentialExpired().matching(request -> sink.keap.writes() >= 12));

        List<String> returned = sink.deliver(batch);

        assertThat(returned).as("those that were written have no tag yet").hasSize(30);
        assertThat(sink.rejected).isEmpty();
        assertThat(sink.keap.contacts()).hasSize(12);
        sink.keap.clearFaults();
        sink.keap.acceptKey("KeapAK-simulator-0001");
        sink.key("KeapAK-simulator-0001");
        sink.time.advance(Duration.ofMinutes(5));
        assertThat(sink.deliver(Messages.received(2, batch))).isEmpty();
        assertThat(sink.keap.contacts())
                .hasSize(30)
                .allMatch(contact -> contact.tagIds().contains(101L));
    }
}
