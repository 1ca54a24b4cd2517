package dev.keapsink.step;

import dev.keapsink.keap.KeapFailure;
import dev.keapsink.object.History;
import dev.keapsink.object.KnownObject;
import dev.keapsink.outcome.OutcomePolicy;
import dev.keapsink.outcome.Result;
import dev.keapsink.record.Outcome;
import dev.keapsink.record.Outcome.Effect;
import dev.keapsink.resilience.Deadline;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Carries out the steps of one batch in Keap. Threadsafe. */
public final class ObjectSteps implements StepExecutor {

    private final ObjectWriter writer;
    private final ReferringWriter referringWriter;
    private final ObjectIds ids;

    /**
     * @param ids of the objects that records refer to; those that the steps write are added
     */
    public ObjectSteps(ObjectWriter writer, ObjectIds ids) {
        this.writer = writer;
        this.referringWriter = new ReferringWriter(writer, new References(ids));
        this.ids = ids;
    }

    /** The writer of these steps' changes. */
    public ObjectWriter writer() {
        return writer;
    }

    @Override
    public int calls(Step step) {
        return calls(step, new History.Unknown());
    }

    /** How many calls a step takes when nothing goes wrong, its tags apart, with this history of its object. */
    public int calls(Step step, History history) {
        return writer.calls(step.change(), history);
    }

    /** For a delete only the configured tags: all its tags are taken off its object in one call. */
    @Override
    public Set<Long> tags(Step step) {
        return step.change().isDelete() ? writer.configuredTags(step.change()) : writer.allTags(step.change());
    }

    @Override
    public Map<Integer, Result> run(Step step, Deadline deadline) {
        return run(step, new History.Unknown(), deadline);
    }

    /**
     * Carries out a step up to its tags.
     *
     * @param history of the step's object
     */
    public Map<Integer, Result> run(Step step, History history, Deadline deadline) {
        if (step.records().stream().anyMatch(ObjectSteps::isOftenDelivered)) {
            return oneByOne(step, history, deadline);
        }
        Result together = referringWriter.write(step.change(), history, deadline);
        boolean coalesced = step.records().size() > 1;
        if (coalesced && (isRefused(step, together) || isOfReference(step, together))) {
            return oneByOne(step, history, deadline);
        }
        Map<Integer, Result> results = shared(step, together);
        step.records().forEach(planned -> noteId(planned, together, deadline));
        return results;
    }

    @Override
    public Map<Integer, Result> finish(List<Step> steps, Map<Integer, Result> results, Deadline deadline) {
        return results;
    }

    /**
     * Whether a record is old enough to be rejected for a server error. It is written by itself then, so that it takes
     * no others with it.
     */
    public static boolean isOftenDelivered(PlannedRecord planned) {
        return planned.position().isOftenDelivered();
    }

    /**
     * Whether one of the records may be the only one at fault. A create that a server error answers may have been
     * carried out, so that it is not sent again for each record.
     */
    private boolean isRefused(Step step, Result result) {
        return result instanceof Result.Failed(KeapFailure failure)
                && (failure instanceof KeapFailure.Answered
                        || (failure instanceof KeapFailure.ServerError && !writer.isInDoubt(step.change())));
    }

    /** Whether a reference may have kept a step from being written. The records may refer to different objects. */
    private static boolean isOfReference(Step step, Result result) {
        boolean stopped = result instanceof Result.Failed(KeapFailure.Unresolved unresolved)
                || result instanceof Result.Ended(Outcome.Rejected rejection);
        return stopped && !step.change().references().isEmpty();
    }

    /** Notes the id of a record's object, so that records can refer to it. */
    private void noteId(PlannedRecord planned, Result result, Deadline deadline) {
        if (result instanceof Result.Untagged untagged) {
            ids.wrote(planned, untagged.saved().id(), deadline);
        } else if (writer.deletes()
                && result instanceof Result.Ended(Outcome.Written(Effect effect, long id))
                && effect == Effect.REMOVED) {
            ids.deleted(planned);
        }
    }

    /** A record that has waited long enough for the object that it refers to is rejected. */
    private static Result judged(PlannedRecord planned, Result result) {
        return result instanceof Result.Failed(KeapFailure.Unresolved unresolved)
                ? OutcomePolicy.unresolved(unresolved, planned.position())
                : result;
    }

    /**
     * One result for all records of a step, each with its own tags: a failed tag is the fault of the record that named
     * it.
     */
    private Map<Integer, Result> shared(Step step, Result together) {
        if (!(together instanceof Result.Untagged untagged)) {
            Map<Integer, Result> results = new HashMap<>();
            step.records().forEach(planned -> results.put(planned.index(), judged(planned, together)));
            return results;
        }
        Map<Integer, Result> results = new HashMap<>();
        step.records()
                .forEach(planned -> results.put(
                        planned.index(), new Result.Untagged(untagged.saved(), writer.allTags(planned.change()))));
        return results;
    }

    /** Writes one record at a time, in order, so that only the culprit is rejected. */
    private Map<Integer, Result> oneByOne(Step step, History history, Deadline deadline) {
        Map<Integer, Result> results = new HashMap<>();
        boolean heldUp = false;
        History object = history;
        for (PlannedRecord planned : step.records()) {
            Result result = heldUp
                    ? new Result.HeldUp()
                    : judged(planned, referringWriter.write(planned.change(), object, deadline));
            noteId(planned, result, deadline);
            results.put(planned.index(), result);
            heldUp = result.holdsUpLaterOnes();
            object = result instanceof Result.Untagged untagged ? known(untagged, planned) : object;
        }
        return results;
    }

    /** The object just written, which a search might not find yet. */
    private static History known(Result.Untagged written, PlannedRecord planned) {
        boolean searched = !planned.change().key().by().isUpserted();
        return new History.Known(KnownObject.justWritten(written.saved().id(), searched), new History.NeverSent());
    }

    /** One result for all records of a step. */
    public static Map<Integer, Result> same(Step step, Result result) {
        Map<Integer, Result> results = new HashMap<>();
        step.records().forEach(planned -> results.put(planned.index(), result));
        return results;
    }
}
