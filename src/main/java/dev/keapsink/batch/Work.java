package dev.keapsink.batch;

import dev.keapsink.field.Unwritten;
import dev.keapsink.idempotency.BatchLedger;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.outcome.Bugs;
import dev.keapsink.outcome.Judges;
import dev.keapsink.outcome.Outcomes;
import dev.keapsink.outcome.Place;
import dev.keapsink.outcome.Result;
import dev.keapsink.outcome.ReturnRule;
import dev.keapsink.outcome.Verdicts;
import dev.keapsink.record.ObjectType;
import dev.keapsink.record.Outcome;
import dev.keapsink.record.Outcome.RetryLater;
import dev.keapsink.record.Outcome.Written;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.step.ObjectSteps;
import dev.keapsink.step.ObjectWriter;
import dev.keapsink.step.Part;
import dev.keapsink.step.Steps;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** What becomes of the records of one batch, before any queue is told. Used once. */
final class Work {

    private static final Logger LOG = Logger.getLogger(Work.class);

    /** No record ends without an outcome: one that a bug of ours forgot comes back. */
    private static final Result FORGOTTEN =
            new Result.Failed(new KeapFailure.Unclear("A bug in Keap Sink forgot the record"));

    private final Account account;
    private final Pipeline.Writers writers;
    private final Optional<BatchLedger> ledger;
    private final Judges judges;
    private final Bugs bugs = new Bugs();
    private final Deadline deadline;
    private final Instant start;
    private final Duration whole;

    /**
     * Begins now.
     *
     * @param ledger remembers what was written; if there is none, every record is written
     */
    Work(Account account, Pipeline.Writers writers, Optional<BatchLedger> ledger, Judges judges, Deadline deadline) {
        this.account = account;
        this.writers = writers;
        this.ledger = ledger;
        this.judges = judges;
        this.deadline = deadline;
        this.start = deadline.clock().instant();
        this.whole = deadline.left();
    }

    /**
     * What became of a batch.
     *
     * @param types what the records are that could be read, by position
     * @param parts the records that could be written, as the account has what they name
     * @param unwritten what Keap does not get, by the record's position
     * @param results how far each record got, by position
     */
    record Done(
            Map<Integer, ObjectType> types,
            List<Part> parts,
            Map<Integer, Unwritten> unwritten,
            Map<Integer, Result> results,
            Outcomes outcomes) {}

    Done done(Intake read, Enquiry enquiry) {
        Intake intake = ledger.isPresent() ? read : read.withoutSourceKeys();
        Map<Integer, Result> results = new HashMap<>(intake.settled());
        List<List<Integer>> objects = new ArrayList<>();
        List<Part> parts = new ArrayList<>();
        Map<Integer, Unwritten> unwritten = new HashMap<>();
        if (!intake.drafts().isEmpty()) {
            try {
                account.verify(writers.budget().forTagging(deadline));
                writers.objects().verify(writers.budget().forTagging(deadline));
                Fittings fittings = new Fittings(
                        intake.byAge(),
                        new Fitting(account.allTags(), writers.objects(), enquiry),
                        enquiry,
                        writers.concurrency());
                // What the account check rejects comes again, too, if another record of its message does.
                List<Part> asked = intake.asked();
                Relatives relatives = Relatives.among(asked);
                objects.addAll(Plan.order(asked, relatives));
                results.putAll(written(intake, fittings, relatives, objects));
                parts.addAll(fittings.ready());
                unwritten.putAll(fittings.unwritten());
                if (parts.size() < asked.size()) {
                    objects.addAll(Plan.order(parts, relatives));
                }
            } catch (KeapFailure failure) {
                Result failed = new Result.Failed(failure);
                intake.drafts().forEach(draft -> results.put(draft.place().position(), failed));
            }
        }
        Map<Integer, Outcome> judged = judged(intake.places(), results);
        Outcomes outcomes = ReturnRule.apply(new Outcomes(intake.places(), objects, judged));
        return new Done(intake.types(), parts, unwritten, results, outcomes);
    }

    private Map<Integer, Result> written(
            Intake intake, Fittings fittings, Relatives relatives, List<List<Integer>> objects) {
        ObjectSteps steps =
                new ObjectSteps(new ObjectWriter(writers.objects(), writers.tags(), account.tags(), writers.rules()));
        Budget budget =
                ledger.map(known -> writers.budget().remembering(deadline)).orElse(writers.budget());
        BatchRun run = new BatchRun(
                parts -> ledger.<Steps>map(known -> known.steps(
                                steps,
                                parts,
                                writers.concurrency(),
                                writers.budget().forLookUps(deadline),
                                deadline))
                        .orElse(steps),
                relatives,
                new Tagging(writers.tags(), account, writers.concurrency(), start),
                writers,
                budget,
                deadline,
                objects);
        Demand demand = new Demand(
                steps,
                relatives,
                tagCalls -> most(budget.forWrites(Deadline.in(whole, deadline.clock()), tagCalls)
                        .left()),
                ledger.isPresent());
        Set<Integer> suspects = intake.places().stream()
                .filter(judges::goesLast)
                .map(Place::position)
                .collect(Collectors.toSet());
        new Passes(intake, fittings, run, demand, objects, suspects).write(writers, deadline);
        return run.results();
    }

    private Demand.Most most(Duration time) {
        return new Demand.Most(
                writers.pacer().mostAsConfigured(time), writers.pacer().most(time));
    }

    private Map<Integer, Outcome> judged(List<Place> places, Map<Integer, Result> results) {
        Verdicts verdicts = judges.of(results.values(), start);
        Map<Integer, Outcome> outcomes = new HashMap<>();
        for (Place place : places) {
            Result result = results.getOrDefault(place.position(), FORGOTTEN);
            outcomes.put(place.position(), verdict(verdicts, result, place));
        }
        return stop(results.values())
                .map(reason -> stopped(places, outcomes, verdicts, reason))
                .orElse(outcomes);
    }

    private Outcome verdict(Verdicts verdicts, Result result, Place place) {
        try {
            return verdicts.outcome(result, place);
        } catch (Throwable e) {
            return verdicts.outcome(bugs.stopped(e), place);
        }
    }

    /** What the deployment is to blame for; nothing if it is in order, or only some records have trouble. */
    private static Optional<KeapFailure> stop(Collection<Result> results) {
        return results.stream()
                .filter(result -> result instanceof Result.Failed(KeapFailure failure)
                        && failure instanceof KeapFailure.Misconfigured)
                .map(result -> ((Result.Failed) result).failure())
                .findFirst();
    }

    /** While the deployment has to be mended first, nothing is rejected either: all that is not written waits. */
    private Map<Integer, Outcome> stopped(
            List<Place> places, Map<Integer, Outcome> outcomes, Verdicts verdicts, KeapFailure reason) {
        LOG.errorf("Misconfigured: %s. The batch waits in the queue; nothing is lost.", reason.getMessage());
        Map<Integer, Outcome> stopped = new HashMap<>(outcomes);
        for (Place place : places) {
            stopped.computeIfPresent(
                    place.position(),
                    (position, outcome) -> outcome instanceof Written || outcome instanceof RetryLater
                            ? outcome
                            : verdicts.outcome(new KeapFailure.Misconfigured("stopped"), place));
        }
        return stopped;
    }
}
