package dev.keapsink.batch;

import dev.keapsink.keap.KeapFailure;
import dev.keapsink.keap.Pacer;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.tag.TagWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One batch on its way through Keap: waves one after the other, within a wave a hundred contacts at a time, and the tags
 * of those before the next hundred. Used once, by one thread; only the lanes run beside each other.
 */
final class BatchRun {

    /** At the pace of an API key that two instances share, these calls take half a minute. */
    private static final int MOST_TAG_CALLS = 50;

    private final Steps steps;
    private final Tagging tagging;
    private final Concurrency concurrency;
    private final Pacer pacer;
    private final Budget budget;
    private final Deadline deadline;

    private final Map<Integer, Result> results = new HashMap<>();
    private final WaitingGroups waiting = new WaitingGroups();
    private final AtomicReference<KeapFailure> stop = new AtomicReference<>();

    BatchRun(Steps steps, Tagging tagging, BatchProcessor.Writers writers, Budget budget, Deadline deadline) {
        this.steps = steps;
        this.tagging = tagging;
        this.concurrency = writers.concurrency();
        this.pacer = writers.pacer();
        this.budget = budget;
        this.deadline = deadline;
    }

    /** The result of every record in the plan, by position. */
    Map<Integer, Result> run(Plan plan) {
        Map<Integer, List<Part>> contactOf = new HashMap<>();
        plan.contacts().forEach(contact -> contact.forEach(part -> contactOf.put(part.position(), contact)));
        List<List<Step>> portions =
                plan.waves().stream().flatMap(wave -> portions(wave).stream()).toList();
        pacer.expect(portions.stream().mapToInt(this::calls).sum());
        portions.forEach(portion -> writeAndTag(portion, contactOf));
        return results;
    }

    private List<List<Step>> portions(List<Step> wave) {
        List<List<Step>> portions = new ArrayList<>();
        int from = 0;
        while (from < wave.size()) {
            int to = endOfPortion(wave, from);
            portions.add(wave.subList(from, to));
            from = to;
        }
        return portions;
    }

    /** A portion is a hundred contacts, or as many as need no more tag calls than can be kept time for. */
    private int endOfPortion(List<Step> wave, int from) {
        Set<Long> tags = new HashSet<>();
        int to = from;
        while (to < wave.size() && to - from < TagWriter.MAX_CONTACTS) {
            tags.addAll(steps.tags(wave.get(to)));
            if (tags.size() > MOST_TAG_CALLS && to > from) {
                break;
            }
            to++;
        }
        return to;
    }

    private void writeAndTag(List<Step> portion, Map<Integer, List<Part>> contactOf) {
        Deadline forWrites = budget.forWrites(deadline, tagCalls(portion));
        List<Step> open =
                portion.stream().filter(step -> !isHeldUp(step, contactOf)).toList();
        Map<Integer, Result> written = new HashMap<>();
        concurrency.map(Lanes.of(open), lane -> runLane(lane, forWrites)).forEach(written::putAll);
        Map<Integer, Result> tagged = tagging.apply(written, budget.forTagging(deadline));
        keep(open, steps.finish(open, tagged, budget.forFinishing(deadline)));
    }

    private void keep(List<Step> steps, Map<Integer, Result> known) {
        known.values().forEach(this::stopIfHopeless);
        results.putAll(known);
        steps.forEach(step -> noteWaiting(step, known));
    }

    private void noteWaiting(Step step, Map<Integer, Result> known) {
        for (Part part : step.parts()) {
            if (holdsUp(known.get(part.position()))) {
                waiting.add(part.place());
            }
        }
    }

    /** Whether an earlier record of the contact or message of the FIFO group has to come first; then this step waits. */
    private boolean isHeldUp(Step step, Map<Integer, List<Part>> contactOf) {
        List<Part> contact = contactOf.getOrDefault(step.parts().getFirst().position(), List.of());
        boolean heldUp = contact.stream().anyMatch(earlier -> holdsUp(results.get(earlier.position())))
                || isHeldUpByAGroup(step);
        if (heldUp) {
            keep(List.of(step), ContactSteps.same(step, new Result.HeldUp()));
        }
        return heldUp;
    }

    private static boolean holdsUp(@Nullable Result result) {
        return result != null && result.holdsUpLaterOnes();
    }

    private boolean isHeldUpByAGroup(Step step) {
        return step.parts().stream().anyMatch(part -> waiting.holdUp(part.place()));
    }

    /** The steps of a lane in order; behind one that has to be repeated, the rest of its groups waits for it. */
    private Map<Integer, Result> runLane(List<Step> lane, Deadline forWrites) {
        Map<Integer, Result> done = new HashMap<>();
        for (Step step : lane) {
            Map<Integer, Result> result = isHeldUpByAGroup(step)
                    ? ContactSteps.same(step, new Result.HeldUp())
                    : runUnlessStopped(step, forWrites);
            result.values().forEach(this::stopIfHopeless);
            noteWaiting(step, result);
            done.putAll(result);
        }
        return done;
    }

    private Map<Integer, Result> runUnlessStopped(Step step, Deadline forWrites) {
        KeapFailure reason = stop.get();
        return reason == null ? steps.run(step, forWrites) : ContactSteps.same(step, new Result.Failed(reason));
    }

    /** What a person has to mend first fails every other record too: no need to ask Keap once for each. */
    private void stopIfHopeless(Result result) {
        if (result instanceof Result.Failed failed && failed.failure() instanceof KeapFailure.Misconfigured) {
            stop.compareAndSet(null, failed.failure());
        }
    }

    /** What a portion costs when nothing goes wrong. */
    private int calls(List<Step> portion) {
        return portion.stream().mapToInt(steps::calls).sum() + tagCalls(portion);
    }

    private int tagCalls(List<Step> portion) {
        Set<Long> tags = new HashSet<>();
        portion.forEach(step -> tags.addAll(steps.tags(step)));
        return tags.size();
    }
}
