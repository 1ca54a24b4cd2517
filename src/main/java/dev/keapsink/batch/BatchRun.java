package dev.keapsink.batch;

import dev.keapsink.keap.KeapFailure;
import dev.keapsink.keap.Pacer;
import dev.keapsink.object.Key;
import dev.keapsink.outcome.Backstop;
import dev.keapsink.outcome.RecordPosition;
import dev.keapsink.outcome.Result;
import dev.keapsink.resilience.Concurrency;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.step.ObjectIds;
import dev.keapsink.step.ObjectSteps;
import dev.keapsink.step.PlannedRecord;
import dev.keapsink.step.Step;
import dev.keapsink.step.StepExecutor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Writes the records of one batch to Keap. Records are written in passes, a pass in waves one after another, and a wave
 * in portions. The tags of a portion are applied before the next one is written. Used by one thread; only the lanes run
 * concurrently.
 */
final class BatchRun {

    private final Function<List<PlannedRecord>, StepExecutor> executors;
    private final OrderGroups orderGroups;
    private final Tagging tagging;
    private final Concurrency concurrency;
    private final Pacer pacer;
    private final Budget budget;
    private final Deadline deadline;

    private final Backstop backstop = new Backstop();
    private final Map<Integer, Result> results = new HashMap<>();
    private final ObjectIds ids;
    private final Parents parents;
    private final ImpliedParents impliedParents;
    private final WaitingRecords waiting;
    private final Stops stops = new Stops();

    /**
     * The pace of a pass.
     *
     * @param atOnce objects that are written before their tags are applied
     * @param until when no further object is written
     */
    record Pace(int atOnce, Deadline until) {}

    /**
     * @param executors makes the executor of these records; if it fails, so do the records
     * @param ids of the objects that records refer to
     * @param parents the records to whose objects others refer
     * @param objects the indexes of each object's records in their order, whether they are to be written or not
     */
    BatchRun(
            Function<List<PlannedRecord>, StepExecutor> executors,
            OrderGroups orderGroups,
            ObjectIds ids,
            Parents parents,
            Tagging tagging,
            Pipeline.Writers writers,
            Budget budget,
            Deadline deadline,
            List<List<Integer>> objects) {
        this.executors = executors;
        this.orderGroups = orderGroups;
        this.ids = ids;
        this.parents = parents;
        this.impliedParents = new ImpliedParents(parents, ids);
        this.waiting = new WaitingRecords(parents, ids);
        this.tagging = tagging;
        this.concurrency = writers.concurrency();
        this.pacer = writers.pacer();
        this.budget = budget;
        this.deadline = deadline;
        waiting.keepOrder(objects);
    }

    /** The results of all records so far, by index. */
    Map<Integer, Result> results() {
        return results;
    }

    /** The indexes of each record that was held up by one to whose object it refers, behind the index of that one. */
    List<List<Integer>> heldUpByParents() {
        return waiting.heldUpByParents();
    }

    /** Notes the result of a record. */
    void decide(RecordPosition position, Result result) {
        results.put(position.index(), result);
        waiting.decided(position, result);
    }

    /** Writes records, except those that have to wait for others. */
    void write(List<PlannedRecord> records, Pace pace) {
        List<PlannedRecord> open = new ArrayList<>();
        for (PlannedRecord planned : records) {
            if (waiting.holdUp(planned)) {
                decide(planned.position(), new Result.HeldUp());
            } else {
                open.add(planned);
            }
        }
        if (open.isEmpty()) {
            return;
        }
        try {
            List<PlannedRecord> all = new ArrayList<>(impliedParents.of(open, deadline));
            all.addAll(open);
            Plan plan = Plan.of(all, all.size() == open.size() ? orderGroups : OrderGroups.among(all));
            waiting.keepOrder(plan.order());
            new Pass(executors.apply(all), pace).run(plan, all);
        } catch (KeapFailure e) {
            decideRest(open, new Result.Failed(e));
        } catch (Throwable e) {
            decideRest(open, backstop.stopped(e));
        }
    }

    private void decideRest(List<PlannedRecord> records, Result result) {
        records.stream()
                .filter(planned -> !results.containsKey(planned.index()))
                .forEach(planned -> decide(planned.position(), result));
        stops.add(result);
    }

    /** Writes the records that are planned together. */
    private final class Pass {
        private final StepExecutor executor;
        private final Pace pace;

        Pass(StepExecutor executor, Pace pace) {
            this.executor = executor;
            this.pace = pace;
        }

        void run(Plan plan, List<PlannedRecord> records) {
            List<List<Step>> portions = plan.waves().stream()
                    .flatMap(wave -> Portions.of(wave, executor::tags, executor::calls, pace.atOnce()).stream())
                    .toList();
            Set<Key> toFind = parents.toFind(records);
            ids.read(toFind, budget.forLookUps(deadline));
            pacer.expect(portions.stream().mapToInt(this::calls).sum() + ids.calls(toFind, deadline));
            portions.forEach(this::writeAndTag);
        }

        private void writeAndTag(List<Step> portion) {
            Deadline forWrites = budget.forWrites(deadline, Portions.tagCalls(portion, executor::tags))
                    .within(pace.until().left());
            List<Step> open = portion.stream().filter(step -> !isHeldUp(step)).toList();
            Map<Integer, Result> written = new HashMap<>();
            concurrency.map(Lanes.of(open), lane -> runLane(lane, forWrites)).forEach(written::putAll);
            Map<Integer, Result> tagged = tagging.apply(written, budget.forTagging(deadline));
            keep(open, executor.finish(open, tagged, budget.forFinishing(deadline)));
        }

        private void keep(List<Step> ended, Map<Integer, Result> resultOf) {
            stops.addAll(resultOf.values());
            for (Step step : ended) {
                for (PlannedRecord planned : step.records()) {
                    Result result = resultOf.get(planned.index());
                    if (result != null && planned.isImplied()) {
                        impliedParents.ended(planned, result);
                    } else if (result != null) {
                        decide(planned.position(), result);
                    }
                }
            }
        }

        /**
         * Whether a step has to wait for an earlier record of its object, an earlier message of its FIFO group, or a
         * record to whose object it refers. If so, its result is noted.
         */
        private boolean isHeldUp(Step step) {
            boolean heldUp = waiting.holdUp(step);
            if (heldUp) {
                keep(List.of(step), ObjectSteps.same(step, new Result.HeldUp()));
            }
            return heldUp;
        }

        /**
         * Carries out the steps of a lane in order. After a step that has to be repeated, the later ones of its groups
         * wait.
         */
        private Map<Integer, Result> runLane(List<Step> lane, Deadline forWrites) {
            Map<Integer, Result> done = new HashMap<>();
            for (Step step : lane) {
                Map<Integer, Result> resultOf = waiting.holdUpInGroup(step)
                        ? ObjectSteps.same(step, new Result.HeldUp())
                        : runUnlessStopped(step, forWrites);
                stops.addAll(resultOf.values());
                step.records()
                        .forEach(planned -> waiting.decidedInGroup(planned.position(), resultOf.get(planned.index())));
                done.putAll(resultOf);
            }
            return done;
        }

        private Map<Integer, Result> runUnlessStopped(Step step, Deadline forWrites) {
            return stops.of(step.change().key().type())
                    .map(reason -> ObjectSteps.same(step, new Result.Failed(reason)))
                    .orElseGet(() -> executor.run(step, forWrites));
        }

        /** The calls that a portion takes when nothing goes wrong. */
        private int calls(List<Step> portion) {
            return portion.stream().mapToInt(executor::calls).sum() + Portions.tagCalls(portion, executor::tags);
        }
    }
}
