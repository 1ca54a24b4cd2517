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
 * The records of one batch on their way to Keap, in three passes, so that the trouble of one costs the others neither their
 * turn nor their time: first those that can be written at once; then those for which the account had to be asked; last, few at
 * a time, those that failed by themselves before. What has to come after a record, because it is of the same object, message or
 * FIFO group, goes with it. Used once, by one thread.
 */
final class Passes {

    /** Of those that failed before, so many are written together: they must not hold up all lanes, nor each other's tags. */
    private static final int FEW = 10;

    /** Those that failed before have a share of the time that is left, and so have look-ups for single records. */
    private static final int SHARE_OF_SUSPECTS = 4;

    /** Half of the hundred deliveries of a message: the others may be needed for what is not its fault. */
    private static final int DELIVERIES_FOR_LOOK_UPS = 50;

    private final Intake intake;
    private final Resolutions resolutions;
    private final BatchRun run;
    private final List<List<Integer>> objects;
    private final Dependents dependents;
    private final Set<Integer> strikeCounter;
    private final Set<Integer> withSuspects;

    private final CallDemand demand;
    private final Set<Integer> decided = new HashSet<>();

    /**
     * @param objects the positions of each object's records in their order
     * @param strikeCounter the positions of records that failed by themselves before
     */
    Passes(
            Intake intake,
            Resolutions resolutions,
            BatchRun run,
            CallDemand demand,
            List<List<Integer>> objects,
            Set<Integer> strikeCounter) {
        this.intake = intake;
        this.resolutions = resolutions;
        this.run = run;
        this.demand = demand;
        this.dependents = Dependents.in(intake.positions(), objects);
        this.strikeCounter = strikeCounter;
        this.withSuspects = dependents.of(strikeCounter);
        this.objects = objects;
    }

    /** Writes what can be written. */
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
     * The suspects themselves, and what is of the same object, before the other records of their messages: those could use up the
     * time at each delivery. In a FIFO group the order decides.
     */
    private Set<Integer> firstOfTheLast() {
        Set<Integer> first = new HashSet<>();
        if (intake.positions().stream().noneMatch(position -> position.message().inFifoGroup())) {
            objects.stream()
                    .filter(object -> object.stream().anyMatch(strikeCounter::contains))
                    .forEach(first::addAll);
        }
        return first;
    }

    /** Before anything is asked or made for it, and again when all is known. */
    private void refuseTooMuch() {
        resolutions.refuse(demand.tooMuch(resolutions.atLeast()));
    }

    private static long inAllDeliveries(Duration time, Duration perCall) {
        return DELIVERIES_FOR_LOOK_UPS * Math.max(1, time.dividedBy(perCall));
    }

    /** The records that can be written now and were not before; what can never be written, or has to wait, is settled. */
    private List<PlannedRecord> ready(IntPredicate isTheirTurn) {
        List<PlannedRecord> ready = new ArrayList<>();
        for (MappedRecord mapped : intake.mappedRecords()) {
            RecordPosition position = mapped.position();
            if (!decided.contains(position.index()) && isTheirTurn.test(position.index())) {
                decide(position, ready);
            }
        }
        return ready;
    }

    private void decide(RecordPosition position, List<PlannedRecord> ready) {
        decided.add(position.index());
        switch (resolutions.of(position)) {
            case Resolution.Ready(var change, var unwritten) -> ready.add(new PlannedRecord(position, change));
            case Resolution.Never(Rejected rejection) -> run.decide(position, new Result.Ended(rejection));
            case Resolution.Failed(KeapFailure failure) -> run.decide(position, new Result.Failed(failure));
            case Resolution.Held held -> run.decide(position, new Result.HeldUp());
            case Resolution.Open open -> decided.remove(position.index());
        }
    }
}
