package dev.keapsink.batch;

import dev.keapsink.keap.KeapFailure;
import dev.keapsink.outcome.Dependents;
import dev.keapsink.outcome.RecordPosition;
import dev.keapsink.outcome.Result;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.step.PlannedRecord;
import dev.keapsink.tag.TagWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Writes the records of one batch in three passes, so that one record's failure costs the others neither their turn nor
 * their time. First come the records that can be written at once, then those for which the account had to be asked.
 * Last, a few at a time, come the suspects, which failed while others succeeded. The dependents of a record go with it:
 * those of the same object, message or FIFO group, and those that refer to its object. Used once, by one thread.
 */
final class Passes {

    /** So many suspects are written together, so that they hold up neither all lanes nor each other's tags. */
    private static final int FEW = 10;

    /**
     * The suspects get a quarter of the time that is left. Look-ups for single records have a share as well
     * ({@link Budget#forLookUps}).
     */
    private static final int SHARE_OF_SUSPECTS = 4;

    /** Half of a message's hundred deliveries. The others may be needed for failures that are not its fault. */
    private static final int DELIVERIES_FOR_LOOK_UPS = 50;

    private final MappedBatch batch;
    private final Resolutions resolutions;
    private final BatchRun run;
    private final List<List<Integer>> objects;
    private final Set<Integer> children;
    private final Dependents dependents;
    private final Set<Integer> suspects;
    private final Set<Integer> withSuspects;

    private final CallDemand demand;
    private final Set<Integer> decided = new HashSet<>();

    /**
     * @param objects the indexes of each object's records in their order
     * @param parents the records to whose objects others refer
     * @param suspects the indexes of records that failed before while others succeeded
     */
    Passes(
            MappedBatch batch,
            Resolutions resolutions,
            BatchRun run,
            CallDemand demand,
            List<List<Integer>> objects,
            Parents parents,
            Set<Integer> suspects) {
        this.batch = batch;
        this.resolutions = resolutions;
        this.run = run;
        this.demand = demand;
        this.dependents = Dependents.in(batch.positions(), objects, parents.families());
        this.suspects = suspects;
        this.withSuspects = dependents.of(suspects);
        this.objects = objects;
        this.children = parents.children();
    }

    /** Writes the records that can be written, and decides all others. */
    void write(Pipeline.Writers writers, Deadline deadline) {
        refuseTooMuch();
        List<Integer> toAsk = resolutions.open().stream()
                .map(mapped -> mapped.position().index())
                .toList();
        Set<Integer> later = new HashSet<>(withSuspects);
        later.addAll(dependents.of(toAsk));
        BatchRun.Pace atOnce = new BatchRun.Pace(TagWriter.MAX_CONTACTS, deadline);
        run.write(ready(index -> !later.contains(index)), atOnce);
        if (!toAsk.isEmpty()) {
            Deadline forLookUps = writers.budget().forLookUps(deadline);
            resolutions.ask(
                    forLookUps,
                    inAllDeliveries(forLookUps.left(), writers.pacer().spacing()));
            refuseTooMuch();
            run.write(ready(index -> !withSuspects.contains(index)), atOnce);
        }
        Duration share = deadline.left().dividedBy(SHARE_OF_SUSPECTS);
        BatchRun.Pace fewAtATime = new BatchRun.Pace(FEW, deadline.within(share));
        Set<Integer> first = firstOfTheLast();
        run.write(ready(first::contains), fewAtATime);
        run.write(ready(index -> true), fewAtATime);
    }

    /**
     * The suspects and the other records of their objects. They go before the other records of their messages, which
     * could use up the time at each delivery. Empty if there are FIFO groups, whose order decides. A record that refers
     * to another one's object goes behind that one.
     */
    private Set<Integer> firstOfTheLast() {
        Set<Integer> first = new HashSet<>();
        if (batch.positions().stream().noneMatch(position -> position.message().inFifoGroup())) {
            objects.stream()
                    .filter(object -> object.stream().anyMatch(suspects::contains)
                            && object.stream().noneMatch(children::contains))
                    .forEach(first::addAll);
        }
        return first;
    }

    /**
     * Rejects messages that need too many calls: before the account is asked or changed for them, and again once all
     * names are resolved.
     */
    private void refuseTooMuch() {
        resolutions.refuse(demand.tooMuch(resolutions.atLeast()));
    }

    private static long inAllDeliveries(Duration time, Duration perCall) {
        return DELIVERIES_FOR_LOOK_UPS * Math.max(1, time.dividedBy(perCall));
    }

    /**
     * The records that can be written now and were not before. Records that can never be written, or have to wait, are
     * decided here.
     */
    private List<PlannedRecord> ready(IntPredicate isTheirTurn) {
        List<PlannedRecord> ready = new ArrayList<>();
        for (MappedRecord mapped : batch.mappedRecords()) {
            RecordPosition position = mapped.position();
            if (!decided.contains(position.index()) && isTheirTurn.test(position.index())) {
                decide(mapped, ready);
            }
        }
        return ready;
    }

    private void decide(MappedRecord mapped, List<PlannedRecord> ready) {
        RecordPosition position = mapped.position();
        decided.add(position.index());
        switch (resolutions.of(position)) {
            case Resolution.Ready(var change, var unwritten) -> ready.add(mapped.planned(change));
            case Resolution.Never(Rejected rejection) -> run.decide(position, new Result.Ended(rejection));
            case Resolution.Failed(KeapFailure failure) -> run.decide(position, new Result.Failed(failure));
            case Resolution.HeldUp held -> run.decide(position, new Result.HeldUp());
            case Resolution.Open open -> decided.remove(position.index());
        }
    }
}
