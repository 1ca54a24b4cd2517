package dev.keapsink.batch;

import dev.keapsink.field.Unwritten;
import dev.keapsink.idempotency.BatchLedger;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.outcome.Backstop;
import dev.keapsink.outcome.OutcomePolicies;
import dev.keapsink.outcome.OutcomePolicy;
import dev.keapsink.outcome.Outcomes;
import dev.keapsink.outcome.RecordPosition;
import dev.keapsink.outcome.Result;
import dev.keapsink.outcome.ReturnRule;
import dev.keapsink.record.ObjectType;
import dev.keapsink.record.Outcome;
import dev.keapsink.record.Outcome.RetryLater;
import dev.keapsink.record.Outcome.Written;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.step.ObjectIds;
import dev.keapsink.step.ObjectSteps;
import dev.keapsink.step.ObjectWriter;
import dev.keapsink.step.PlannedRecord;
import dev.keapsink.step.ReferenceCache;
import dev.keapsink.step.StepExecutor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Writes the records of one batch, in {@link Passes}, and decides their outcomes, before any queue is told. Used once.
 */
final class BatchWork {

    private static final Logger LOG = Logger.getLogger(BatchWork.class);

    /** Every record has an outcome: one that a bug of ours forgot comes again. */
    private static final Result FORGOTTEN =
            new Result.Failed(new KeapFailure.Unclear("A bug in Keap Sink forgot the record"));

    private final VerifiedAccount account;
    private final Pipeline.Writers writers;
    private final ReferenceCache cache;
    private final Optional<BatchLedger> ledger;
    private final OutcomePolicies outcomePolicies;
    private final Backstop backstop = new Backstop();
    private final Deadline deadline;
    private final Instant start;
    private final Duration whole;

    /**
     * The time begins now.
     *
     * @param cache remembers which objects records referred to lately
     * @param ledger remembers which records were written; without one, every record is written
     */
    BatchWork(
            VerifiedAccount account,
            Pipeline.Writers writers,
            ReferenceCache cache,
            Optional<BatchLedger> ledger,
            OutcomePolicies outcomePolicies,
            Deadline deadline) {
        this.account = account;
        this.writers = writers;
        this.cache = cache;
        this.ledger = ledger;
        this.outcomePolicies = outcomePolicies;
        this.deadline = deadline;
        this.start = deadline.clock().instant();
        this.whole = deadline.left();
    }

    /**
     * The outcomes of a batch, with their details.
     *
     * @param types the object types of the records that could be read, by index
     * @param records the records that could be written, with resolved names
     * @param unwritten the parts of each record that Keap does not get, by index
     * @param results how far each record got, by index
     */
    record Done(
            Map<Integer, ObjectType> types,
            List<PlannedRecord> records,
            Map<Integer, Unwritten> unwritten,
            Map<Integer, Result> results,
            Outcomes outcomes) {}

    Done done(MappedBatch mappedBatch, AccountQuestions questions) {
        MappedBatch batch = ledger.isPresent() ? mappedBatch : mappedBatch.withoutSourceKeys();
        Map<Integer, Result> results = new HashMap<>(batch.decided());
        List<List<Integer>> objects = new ArrayList<>();
        List<PlannedRecord> records = new ArrayList<>();
        Map<Integer, Unwritten> unwritten = new HashMap<>();
        if (!batch.mappedRecords().isEmpty()) {
            try {
                account.verify(writers.budget().forTagging(deadline));
                Map<ObjectType, KeapFailure> unverified = writers.objects()
                        .verify(batch.types().values(), writers.budget().forTagging(deadline));
                Resolutions resolutions = new Resolutions(
                        batch.byAge(),
                        new RecordResolver(account.allTags(), writers.objects(), unverified, questions),
                        questions,
                        writers.concurrency());
                // Records that the account rejects count as well: they come again if another record of their message
                // does.
                List<PlannedRecord> asked = batch.asked();
                OrderGroups orderGroups = OrderGroups.among(asked);
                objects.addAll(Plan.order(asked, orderGroups));
                results.putAll(written(batch, resolutions, orderGroups, objects));
                records.addAll(resolutions.ready());
                unwritten.putAll(resolutions.unwritten());
                if (records.size() < asked.size()) {
                    objects.addAll(Plan.order(records, orderGroups));
                }
            } catch (KeapFailure failure) {
                Result failed = new Result.Failed(failure);
                batch.mappedRecords()
                        .forEach(mapped -> results.put(mapped.position().index(), failed));
            }
        }
        Map<Integer, Outcome> decided = decided(batch, results);
        Outcomes outcomes = ReturnRule.apply(new Outcomes(batch.positions(), objects, decided));
        return new Done(batch.types(), records, unwritten, results, outcomes);
    }

    private Map<Integer, Result> written(
            MappedBatch batch, Resolutions resolutions, OrderGroups orderGroups, List<List<Integer>> objects) {
        ObjectIds ids =
                new ObjectIds(writers.objects(), cache, ledger.map(known -> known.knownIds(writers.concurrency())));
        Parents parents = Parents.among(batch.asked());
        ObjectSteps steps = new ObjectSteps(
                new ObjectWriter(writers.objects(), writers.tags(), account.tags(), writers.rules()), ids);
        Budget budget =
                ledger.map(known -> writers.budget().withLedger(deadline)).orElse(writers.budget());
        BatchRun run = new BatchRun(
                records -> ledger.<StepExecutor>map(known -> known.steps(
                                steps,
                                records,
                                writers.concurrency(),
                                writers.budget().forLookUps(deadline),
                                deadline))
                        .orElse(steps),
                orderGroups,
                ids,
                parents,
                new Tagging(writers.tags(), account, writers.concurrency(), start),
                writers,
                budget,
                deadline,
                objects);
        CallDemand demand = new CallDemand(
                steps,
                orderGroups,
                records -> ids.calls(parents.toFind(records), deadline),
                tagCalls -> most(budget.forWrites(Deadline.in(whole, deadline.clock()), tagCalls)
                        .left()),
                ledger.isPresent());
        Set<Integer> suspects = batch.positions().stream()
                .filter(outcomePolicies::goesLast)
                .map(RecordPosition::index)
                .collect(Collectors.toSet());
        new Passes(batch, resolutions, run, demand, objects, parents, suspects).write(writers, deadline);
        objects.addAll(run.heldUpByParents());
        return run.results();
    }

    private CallDemand.Most most(Duration time) {
        return new CallDemand.Most(
                writers.pacer().mostAsConfigured(time), writers.pacer().most(time));
    }

    private Map<Integer, Outcome> decided(MappedBatch batch, Map<Integer, Result> results) {
        OutcomePolicy outcomePolicy = outcomePolicies.of(results.values(), start);
        Map<Integer, Outcome> outcomes = new HashMap<>();
        for (RecordPosition position : batch.positions()) {
            Result result = results.getOrDefault(position.index(), FORGOTTEN);
            outcomes.put(position.index(), outcome(outcomePolicy, result, position));
        }
        stop(batch, results, outcomes, outcomePolicy);
        return outcomes;
    }

    private Outcome outcome(OutcomePolicy outcomePolicy, Result result, RecordPosition position) {
        try {
            return outcomePolicy.outcome(result, position);
        } catch (Throwable e) {
            return outcomePolicy.outcome(backstop.stopped(e), position);
        }
    }

    /**
     * Stops what the deployment is to blame for: while it has to be mended, the records that it concerns are not
     * rejected, and all of them that are not written wait.
     */
    private static void stop(
            MappedBatch batch,
            Map<Integer, Result> results,
            Map<Integer, Outcome> outcomes,
            OutcomePolicy outcomePolicy) {
        Stops stops = new Stops();
        stops.addAll(results.values());
        stops.sentences().forEach(sentence -> LOG.errorf("Misconfigured: %s", sentence));
        Map<Integer, ObjectType> types = batch.types();
        for (RecordPosition position : batch.positions()) {
            stops.of(types.get(position.index()))
                    .ifPresent(reason -> outcomes.computeIfPresent(
                            position.index(),
                            (index, outcome) -> outcome instanceof Written || outcome instanceof RetryLater
                                    ? outcome
                                    : outcomePolicy.outcome(reason, position)));
        }
    }
}
