package dev.keapsink.batch;

import static dev.keapsink.batch.Bodies.contact;
import static dev.keapsink.batch.Bodies.contacts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.contact.MatchRule;
import dev.keapsink.record.Message;
import dev.keapsink.record.Outcome;
import dev.keapsink.resilience.VirtualThreads;
import dev.keapsink.simulator.Fault;
import dev.keapsink.simulator.Quota;
import dev.keapsink.simulator.StoredContact;
import dev.keapsink.simulator.memory.InMemorySink;
import dev.keapsink.simulator.memory.Messages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What becomes of a batch, and what it costs. */
class BatchProcessorTest {

    private InMemorySink sink = new InMemorySink().tags(101L);

    @AfterEach
    void everyCallIsOneThatKeapDocuments() {
        assertThat(sink.objections()).isEmpty();
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
        sink = new InMemorySink().tags(101L).contactType("customer");
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
        assertThat(sink.deliver(contact("ada"), "{\"email\":\"bob@example.com\",\"state\":\"BY\",\"country\":\"DE\"}"))
                .isEmpty();

        assertThat(sink.reasons()).containsEntry("m1", "refused_by_keap");
        assertThat(sink.rejected.get("m1").detail()).contains("Region");
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
    void aPhoneOnlyContactIsMadeOnceHoweverOftenItIsDelivered() {
        List<Message> batch = Messages.of("{\"phone\":\"+1 (555) 555-0100\",\"first_name\":\"Pat\"}");

        assertThat(sink.deliver(batch)).isEmpty();
        assertThat(sink.deliver(batch)).isEmpty();
        assertThat(sink.keap.contacts()).hasSize(1);
        assertThat(sink.calls()).containsSubsequence("GET /v2/contacts", "POST /v1/contacts", "GET /v2/contacts");
        assertThat(sink.calls()).last().isEqualTo("POST /v1/tags/101/contacts");
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
    void readsTagResultsInTheListFormToo() {
        sink.keap.answerTagResultsAsList();

        assertThat(sink.deliver(contact("a"), contact("b"))).isEmpty();
        assertThat(sink.deliver(contact("a"))).as("DUPLICATE is fine").isEmpty();
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
        sink.keap.inject(Fault.answering(
                        429,
                        "application/json",
                        "{\"fault\":{\"detail\":{\"errorcode\":\"policies.ratelimit.SpikeArrestViolation\"}}}")
                .onNext(5));

        assertThat(sink.deliver(contacts(20))).isEmpty();
        assertThat(sink.keap.refusedCalls()).isEqualTo(5);
        assertThat(sink.time.slept()).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void keepsWithinTheMinute() {
        sink = new InMemorySink(Quota.KEAP_API_KEY).tags(101L).pace(10, 240).timeout(Duration.ofMinutes(10));

        assertThat(sink.deliver(contacts(400))).isEmpty();
        assertThat(sink.keap.throttled()).isZero();
        assertThat(sink.keap.spikeArrests()).isZero();
    }

    @Test
    void stopsAskingWhenTheDayIsUsedUpAndHidesTheRestUntilTheReset() {
        sink = new InMemorySink(new Quota(1000, 100_000, 10)).tags(101L);

        List<String> returned = sink.deliver(contacts(100));

        assertThat(returned).as("all but those that could be tagged, too").hasSize(92);
        assertThat(sink.keap.contacts())
                .hasSize(8)
                .allMatch(contact -> contact.tagIds().contains(101L));
        assertThat(sink.calls()).hasSize(10);
        assertThat(sink.keap.throttled()).isZero();
        assertThat(sink.hidden.values()).allMatch(delay -> delay.compareTo(Duration.ofHours(11)) > 0);
        assertThat(sink.deliver(contact("later"))).containsExactly("m0");
        assertThat(sink.calls()).as("not one call more").hasSize(10);
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
        assertThat(sink.calls()).containsExactly("GET /v1/tags", "GET /v1/tags/999");
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
    void aHundredContactsWithFiveTagsOfTheirOwnEachGetDoneBitByBit() {
        sink = new InMemorySink().pace(5, 120);
        List<String> bodies = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            List<Integer> tags =
                    IntStream.range(2000 + 5 * i, 2005 + 5 * i).boxed().toList();
            tags.forEach(tag -> sink.keap.addTag(tag, "Tag " + tag));
            bodies.add("{\"tags\":%s,\"data\":%s}".formatted(tags, contact("c" + i)));
        }
        List<Message> left = Messages.of(bodies);
        int deliveries = 0;
        while (!left.isEmpty() && deliveries < 20) {
            List<String> returned = sink.deliver(left);
            left = left.stream()
                    .filter(message -> returned.contains(message.id()))
                    .toList();
            sink.time.advance(Duration.ofMinutes(2));
            deliveries++;
        }

        assertThat(left).isEmpty();
        assertThat(sink.keap.contacts())
                .hasSize(100)
                .allMatch(contact -> contact.tagIds().size() == 5);
    }

    @Test
    void manyTagsAreNoReasonToStandStill() {
        sink = new InMemorySink().pace(5, 120);
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

    @RepeatedTest(10)
    void givesTheSameResultOnVirtualThreads() {
        // A thread that waits for its slot moves the time of all on, so slots are as short as can be.
        sink = new InMemorySink(new Quota(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE))
                .tags(101L)
                .concurrently(new VirtualThreads(16))
                .pace(1_000_000_000, 1_000_000_000);

        assertThat(sink.deliver(contacts(100))).isEmpty();
        assertThat(sink.keap.contacts())
                .hasSize(100)
                .allMatch(contact -> contact.tagIds().contains(101L));
        assertThat(sink.writes()).hasSize(101);
    }

    @Test
    void aMessageWithoutARecordIsDoneWithoutACall() {
        assertThat(sink.deliver(
                        "{\"type\":\"STATE\",\"state\":{}}",
                        "{\"type\":\"LOG\",\"log\":{\"level\":\"INFO\",\"message\":\"100 records\"}}"))
                .isEmpty();

        assertThat(sink.calls()).isEmpty();
        assertThat(sink.rejected).isEmpty();
    }

    @Test
    void messagesWithoutARecordAreCountedInTheLog() {
        Outcome none = new Outcome.Written(Outcome.Effect.NO_RECORD);

        assertThat(BatchLog.counts(List.of(none, new Outcome.Written(Outcome.Effect.CREATED), none)))
                .hasToString("{created=1, no_record=2}");
    }

    @Test
    void aMessageWithoutARecordGoesOnWhileItsBatchWaits() {
        sink.key("wrong");

        assertThat(sink.deliver("{\"type\":\"STATE\",\"state\":{}}", contact("ada")))
                .containsExactly("m1");
    }
}
