package dev.keapsink.step;

import dev.keapsink.keap.KeapFailure;
import dev.keapsink.object.Change;
import dev.keapsink.object.KeapObjects;
import dev.keapsink.object.OnDelete;
import dev.keapsink.object.Saved;
import dev.keapsink.object.WritePolicy;
import dev.keapsink.object.WriteRules;
import dev.keapsink.outcome.RecordPosition;
import dev.keapsink.outcome.Result;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.record.Outcome;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.simulator.memory.Messages;
import dev.keapsink.simulator.memory.SimulatedAccount;
import dev.keapsink.tag.TagWriter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Single changes written as the steps of a batch are, without tags. */
public final class Upserts {

    private final ObjectSteps steps;

    public Upserts(SimulatedAccount account, KeapObjects objects, WritePolicy policy) {
        this.steps = new ObjectSteps(
                new ObjectWriter(
                        objects,
                        new TagWriter(account.client, SimulatedAccount.TIMEOUT),
                        Set.of(),
                        new WriteRules(policy, OnDelete.UNTAG)),
                new ObjectIds(objects, new ReferenceCache(), Optional.empty()));
    }

    private static Step step(Change change) {
        RecordPosition position = new RecordPosition(0, 0, 0, Messages.message(0, "", 1, null, false));
        return Step.of(List.of(new PlannedRecord(position, change)));
    }

    /** How many calls a change takes at most. */
    public int calls(Change change) {
        return steps.calls(step(change));
    }

    /** What was written; nothing if nothing was to be. Throws what the writing failed with. */
    public Optional<Saved> upsert(Change change, Deadline deadline) {
        return switch (Objects.requireNonNull(steps.run(step(change), deadline).get(0))) {
            case Result.Untagged untagged -> Optional.of(untagged.saved());
            case Result.Ended(Rejected rejection) -> throw new InvalidValue(rejection);
            case Result.Ended(Outcome outcome) -> Optional.empty();
            case Result.Failed(KeapFailure failure) -> throw failure;
            case Result.HeldUp heldUp -> throw new AssertionError(heldUp);
        };
    }
}
