package dev.keapsink.step;

import static dev.keapsink.batch.Plans.delete;
import static dev.keapsink.batch.Plans.upsert;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.batch.Plans;
import dev.keapsink.contact.ContactMapping;
import dev.keapsink.contact.MatchRule;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.object.KeapObjects;
import dev.keapsink.object.OnDelete;
import dev.keapsink.object.WritePolicy;
import dev.keapsink.object.WriteRules;
import dev.keapsink.outcome.Result;
import dev.keapsink.record.ObjectType;
import dev.keapsink.record.Outcome.Effect;
import dev.keapsink.record.Outcome.Written;
import dev.keapsink.simulator.Fault;
import dev.keapsink.simulator.memory.AccountWiring;
import dev.keapsink.simulator.memory.Messages;
import dev.keapsink.simulator.memory.SimulatedAccount;
import dev.keapsink.tag.TagWriter;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ObjectStepsTest {

    private static final String REFUSED = "{\"email\":\"a@example.com\",\"state\":\"BY\",\"country\":\"DE\"}";

    private final SimulatedAccount keap = new SimulatedAccount();

    @BeforeEach
    void addTheTag() {
        keap.keap.addTag(101, "Customer");
    }

    private ObjectSteps steps(OnDelete onDelete, Set<Long> tags, String contactType) {
        KeapObjects objects = AccountWiring.objects(
                keap.client,
                SimulatedAccount.TIMEOUT,
                keap.time,
                MatchRule.EMAIL,
                ContactMapping.AUTOMATIC,
                contactType);
        objects.of(ObjectType.CONTACTS).verify(keap.deadline());
        return new ObjectSteps(
                new ObjectWriter(
                        objects,
                        new TagWriter(keap.client, SimulatedAccount.TIMEOUT),
                        tags,
                        new WriteRules(WritePolicy.UPSERT, onDelete)),
                new ObjectIds(objects, new ReferenceCache(), Optional.empty()));
    }

    private Map<Integer, Result> run(ObjectSteps steps, String... bodies) {
        return steps.run(Step.of(Plans.of(Messages.of(bodies))), keap.deadline());
    }

    private static Result ended(Effect effect) {
        return new Result.Ended(new Written(effect));
    }

    @Test
    void takingOffTagsIsARemoval() {
        ObjectSteps steps = steps(OnDelete.UNTAG, Set.of(101L), null);
        run(steps, upsert("a"));

        assertThat(run(steps, delete("a"))).containsOnly(Map.entry(0, ended(Effect.REMOVED)));
        assertThat(keap.calls()).last().asString().matches("DELETE /v1/contacts/\\d+/tags");
    }

    @Test
    void whereNoTagIsToBeTakenOffNothingChanges() {
        ObjectSteps steps = steps(OnDelete.UNTAG, Set.of(), null);
        run(steps, upsert("a"));

        assertThat(run(steps, delete("a"))).containsOnly(Map.entry(0, ended(Effect.UNCHANGED)));
        assertThat(keap.calls()).noneMatch(call -> call.startsWith("DELETE"));
    }

    @Test
    void deletingAContactIsARemoval() {
        ObjectSteps steps = steps(OnDelete.DELETE, Set.of(101L), null);
        run(steps, upsert("a"));

        assertThat(run(steps, delete("a"))).containsOnly(Map.entry(0, ended(Effect.REMOVED)));
        assertThat(run(steps, delete("a"))).containsOnly(Map.entry(0, ended(Effect.UNCHANGED)));
    }

    @Test
    void ignoringADeleteCostsNoCall() {
        ObjectSteps steps = steps(OnDelete.IGNORE, Set.of(), null);

        assertThat(run(steps, delete("a"))).containsOnly(Map.entry(0, ended(Effect.UNCHANGED)));
        assertThat(keap.calls()).isEmpty();
    }

    @Test
    void whenASplitWriteIsInterruptedWhatFollowsWaitsUntried() {
        ObjectSteps steps = steps(OnDelete.UNTAG, Set.of(), null);
        keap.keap.inject(Fault.replyLostAfterCommit()
                .onNext(1)
                .matching(request ->
                        request.body().contains("second") && !request.body().contains("\"BY\"")));

        Map<Integer, Result> results =
                run(steps, upsert("a"), "{\"email\":\"a@example.com\",\"job_title\":\"second\"}", REFUSED, upsert("a"));

        assertThat(results.get(0)).isInstanceOf(Result.Untagged.class);
        assertThat(results.get(1))
                .isInstanceOfSatisfying(
                        Result.Failed.class,
                        failed -> assertThat(failed.failure()).isInstanceOf(KeapFailure.Unclear.class));
        assertThat(results.get(2)).isEqualTo(new Result.HeldUp());
        assertThat(results.get(3)).isEqualTo(new Result.HeldUp());
        assertThat(keap.calls()).as("together, the first, the second").hasSize(3);
    }

    @Test
    void aRefusedWriteOfOneMessageIsNotTriedAgain() {
        ObjectSteps steps = steps(OnDelete.UNTAG, Set.of(), null);

        assertThat(run(steps, REFUSED).get(0)).isInstanceOf(Result.Failed.class);
        assertThat(keap.calls()).hasSize(1);
    }

    @Test
    void onlyTheConfiguredTypeIsLookedUpAgainAfterARefusal() {
        ObjectSteps steps = steps(OnDelete.UNTAG, Set.of(), "Customer");
        keap.time.advance(Duration.ofMinutes(1));
        int before = keap.calls().size();

        run(steps, "{\"contact_type\":\"Lead\",\"data\":" + REFUSED + "}");
        assertThat(keap.calls()).as("its own type").hasSize(before + 1);

        run(steps, "{\"contact_type\":\"Customer\",\"data\":" + REFUSED + "}");
        assertThat(keap.calls()).as("the configured type").hasSize(before + 3);
    }

    @Test
    void aCoalescedWriteThatMayHaveHappenedIsNotSplit() {
        ObjectSteps steps = steps(OnDelete.UNTAG, Set.of(), null);
        keap.keap.inject(Fault.replyLostAfterCommit().onNext(1));

        assertThat(run(steps, upsert("a"), upsert("a")).values()).allMatch(Result::holdsUpLaterOnes);
        assertThat(keap.calls()).hasSize(1);
    }

    private static Step step(String body) {
        return Step.of(Plans.of(Messages.of(body)));
    }

    @Test
    void whatWasWrittenByItsNumberIsNotSearchedForAgain() {
        ObjectSteps steps = steps(OnDelete.DELETE, Set.of(), null);
        run(steps, "{\"phone\":\"555-0100\"}");
        int before = keap.calls().size();

        run(steps, "{\"phone\":\"555-0100\",\"first_name\":\"Ada\"}");
        run(steps, "{\"op\":\"delete\",\"data\":{\"phone\":\"555-0100\"}}");

        assertThat(keap.calls().subList(before, keap.calls().size()))
                .allMatch(call -> call.startsWith("PATCH /v1/contacts/") || call.startsWith("DELETE /v1/contacts/"))
                .hasSize(2);
        assertThat(keap.keap.contacts()).isEmpty();
    }

    @Test
    void whatWasWrittenByItsAddressIsLookedForBeforeItIsDeleted() {
        ObjectSteps steps = steps(OnDelete.DELETE, Set.of(), null);
        run(steps, upsert("a"));
        int before = keap.calls().size();

        run(steps, delete("a"));

        assertThat(keap.calls().get(before)).isEqualTo("GET /v2/contacts");
    }

    @Test
    void callsAreForeseen() {
        ObjectSteps deleting = steps(OnDelete.DELETE, Set.of(), null);

        assertThat(deleting.calls(step(upsert("a")))).isEqualTo(1);
        assertThat(deleting.calls(step(delete("a")))).isEqualTo(2);
        assertThat(deleting.calls(step("{\"phone\":\"555-0100\"}"))).isGreaterThan(1);
        assertThat(steps(OnDelete.IGNORE, Set.of(), null).calls(step(delete("a"))))
                .isZero();
    }

    @Test
    void aDeleteTakesOffTheConfiguredTagsInOneCall() {
        ObjectSteps steps = steps(OnDelete.UNTAG, Set.of(101L), null);

        assertThat(steps.tags(step("{\"op\":\"delete\",\"tags\":[102],\"data\":{\"email\":\"a@example.com\"}}")))
                .containsExactly(101L);
        assertThat(steps.tags(step("{\"tags\":[102],\"data\":{\"email\":\"a@example.com\"}}")))
                .containsExactly(101L, 102L);
    }

    @Test
    void onlyADeploymentThatDeletesLeavesNoContact() {
        assertThat(steps(OnDelete.DELETE, Set.of(), null).writer().deletes()).isTrue();
        assertThat(steps(OnDelete.UNTAG, Set.of(), null).writer().deletes()).isFalse();
    }

    /** That there is nothing to write with stands for any bug. */
    @Test
    void aBugOfOursBecomesTheResultOfItsMessages() {
        ObjectSteps broken = new ObjectSteps(
                new ObjectWriter(null, null, null, new WriteRules(WritePolicy.UPSERT, OnDelete.UNTAG)),
                new ObjectIds(null, new ReferenceCache(), Optional.empty()));

        Map<Integer, Result> results = run(broken, upsert("a"), upsert("a"));

        assertThat(results).containsOnlyKeys(0, 1);
        assertThat(results.values())
                .allMatch(result ->
                        result instanceof Result.Failed(KeapFailure failure) && failure instanceof KeapFailure.Unclear);
    }
}
