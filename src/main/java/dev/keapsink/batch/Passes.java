package dev.keapsink.batch;

import dev.keapsink.keap.KeapFailure;
import dev.keapsink.outcome.Dependents;
import dev.keapsink.outcome.Place;
import dev.keapsink.outcome.Result;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.step.Part;
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
    private final Fittings fittings;
    private final BatchRun run;
    private final List<List<Integer>> objects;
    private final Dependents dependents;
    private final Set<Integer> suspects;
    private final Set<Integer> withSuspects;

    private final Demand demand;
    private final Set<Integer> settled = new HashSet<>();

    /**
     * @param objects the positions of each object's records in their order
     * @param suspects the positions of records that failed by themselves before
     */
    Passes(
            Intake intake,
            Fittings fittings,
            BatchRun run,
            Demand demand,
            List<List<Integer>> objects,
            Set<Integer> suspects) {
        this.intake = intake;
        this.fittings = fittings;
        this.run = run;
        this.demand = demand;
        this.dependents = Dependents.in(intake.places(), objects);
        this.suspects = suspects;
        this.withSuspects = dependents.of(suspects);
        this.objects = objects;
    }

    /** Writes what can be written. */
    void write(Pipeline.Writers writers, Deadline deadline) {
        refuseTooMuch();
        List<Integer> toAsk =
                fittings.open().stream().map(draft -> draft.place().position()).toList();
        Set<Integer> later = new HashSet<>(withSuspects);
        later.addAll(dependents.of(toAsk));
        BatchRun.Pace atOnce = new BatchRun.Pace(TagWriter.MAX_CONTACTS, deadline);
        run.write(ready(position -> !later.contains(position)), atOnce);
        if (!toAsk.isEmpty()) {
            Deadline forLookUps = writers.budget().forLookUps(deadline);
            fittings.ask(
                    forLookUps,
                    inAllDeliveries(forLookUps.left(), writers.pacer().spacing()));
            refuseTooMuch();
            run.write(ready(position -> !withSuspects.contains(position)), atOnce);
        }
        Duration share = deadline.left().dividedBy(SHARE_OF_SUSPECTS);
        BatchRun.Pace fewAtATime = new BatchRun.Pace(FEW, deadline.within(share));
        Set<Integer> first = firstOfTheLast();
        run.write(ready(first::contains), fewAtATime);
        run.write(ready(position -> true), fewAtATime);
    }

    /**
     * The suspects themselves, and what is of the same object, before the other records of their messages: those could use up the
     * time at each delivery. In a FIFO group the order decides.
     */
    private Set<Integer> firstOfTheLast() {
        Set<Integer> first = new HashSet<>();
        if (intake.places().stream().noneMatch(place -> place.message().inFifoGroup())) {
            objects.stream()
                    .filter(object -> object.stream().anyMatch(suspects::contains))
                    .forEach(first::addAll);
        }
        return first;
    }

    /** Before anything is asked or made for it, and again when all is known. */
    private void refuseTooMuch() {
        fittings.refuse(demand.tooMuch(fittings.atLeast()));
    }

    private static long inAllDeliveries(Duration time, Duration perCall) {
        return DELIVERIES_FOR_LOOK_UPS * Math.max(1, time.dividedBy(perCall));
    }

    /** The records that can be written now and were not before; what can never be written, or has to wait, is settled. */
    private List<Part> ready(IntPredicate isTheirTurn) {
        List<Part> ready = new ArrayList<>();
        for (Draft draft : intake.drafts()) {
            Place place = draft.place();
            if (!settled.contains(place.position()) && isTheirTurn.test(place.position())) {
                settle(place, ready);
            }
        }
        return ready;
    }

    private void settle(Place place, List<Part> ready) {
        settled.add(place.position());
        switch (fittings.of(place)) {
            case Fit.Ready(var change, var unwritten) -> ready.add(new Part(place, change));
            case Fit.Never(Rejected rejection) -> run.settle(place, new Result.Ended(rejection));
            case Fit.Failed(KeapFailure failure) -> run.settle(place, new Result.Failed(failure));
            case Fit.Held held -> run.settle(place, new Result.HeldUp());
            case Fit.Open open -> settled.remove(place.position());
        }
    }
}
