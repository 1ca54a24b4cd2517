package dev.keapsink.batch;

import dev.keapsink.contact.ContactChange;
import dev.keapsink.contact.ContactMapper;
import dev.keapsink.contact.ContactWriter;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.keap.Pacer;
import dev.keapsink.record.Cause;
import dev.keapsink.record.Message;
import dev.keapsink.record.MessageRecords;
import dev.keapsink.record.Outcome;
import dev.keapsink.record.Outcome.RetryLater;
import dev.keapsink.record.Outcome.Written;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.tag.TagWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * A batch of messages comes in, every record in it becomes the fewest possible Keap calls, every message gets one outcome,
 * and the outcomes become the reply.
 */
public final class BatchProcessor {

    private static final Logger LOG = Logger.getLogger(BatchProcessor.class);

    /** No record ends without an outcome: one that a bug of ours forgot comes back. */
    private static final Result FORGOTTEN =
            new Result.Failed(new KeapFailure.Unclear("A bug in Keap Sink forgot the record"));

    private final MessageRecords reader = new MessageRecords();
    private final Suspects suspects = new Suspects();
    private final ContactMapper mapper;
    private final Account account;
    private final Writers writers;
    private final Settlement settlement;
    private final BatchFigures.Observer observer;
    private final Optional<BatchLedger> ledger;

    /** What writes to Keap, and how: at once as far as allowed, at Keap's pace, within the time there is. */
    public record Writers(
            ContactWriter contacts,
            TagWriter tags,
            OnDelete onDelete,
            Concurrency concurrency,
            Pacer pacer,
            Budget budget) {}

    /**
     * @param ledger remembers what was written; if there is none, every record is written
     */
    public BatchProcessor(
            ContactMapper mapper,
            Account account,
            Writers writers,
            Settlement settlement,
            BatchFigures.Observer observer,
            Optional<BatchLedger> ledger) {
        this.mapper = mapper;
        this.account = account;
        this.writers = writers;
        this.settlement = settlement;
        this.observer = observer;
        this.ledger = ledger;
    }

    /**
     * Processes a batch.
     *
     * @return the ids of the messages to return to the queue; all others are done
     */
    public List<String> process(List<Message> messages, Deadline deadline) {
        try {
            Instant start = deadline.clock().instant();
            Worked worked = work(messages, deadline);
            BatchLog.fields(worked.fitted());
            BatchLog.outcomes(worked.outcomes());
            List<String> returned =
                    settlement.settle(worked.outcomes(), writers.budget().forSettling(deadline));
            observer.processed(BatchFigures.of(
                    messages,
                    worked.outcomes().byPosition().values(),
                    Duration.between(start, deadline.clock().instant())));
            return returned;
        } catch (Throwable e) {
            // The backstop: nothing is known, so nothing is done. The message of the exception may quote a record.
            LOG.errorf("A bug in Keap Sink stopped a batch: %s", BatchLog.withoutMessage(e));
            return messages.stream().map(Message::id).toList();
        }
    }

    /**
     * What became of one record.
     *
     * @param number within its message, from 1, or 0 if the message holds no other record
     * @param change what was to be written; nothing if it did not come to that
     * @param ignored its fields that have no place in Keap
     */
    public record Traced(int number, Outcome outcome, Optional<ContactChange> change, List<String> ignored) {}

    /** Processes one message, for somebody who wants to see how; no queue is told. */
    public List<Traced> trace(Message message, Deadline deadline) {
        Worked worked = work(List.of(message), deadline);
        Map<Integer, ContactChange> changes =
                worked.fitted().parts().stream().collect(Collectors.toMap(Part::position, Part::change));
        return worked.outcomes().places().stream()
                .map(place -> new Traced(
                        place.number(),
                        worked.outcomes().of(place),
                        Optional.ofNullable(changes.get(place.position())),
                        worked.fitted().ignored().getOrDefault(place.position(), List.of())))
                .toList();
    }

    private record Worked(Intake.Fitted fitted, Outcomes outcomes) {}

    private Worked work(List<Message> messages, Deadline deadline) {
        Intake read = Intake.of(messages, reader, mapper);
        Intake intake = ledger.isPresent() ? read : read.withoutSourceKeys();
        Map<Integer, Result> results = new HashMap<>(intake.settled());
        List<List<Integer>> contacts = new ArrayList<>();
        Intake.Fitted fitted = Intake.Fitted.NOTHING;
        if (!intake.drafts().isEmpty()) {
            try {
                account.verify(writers.budget().forTagging(deadline));
                fitted = intake.fitted(new Fitting(account), writers.budget().forLookUps(deadline));
                // What the account check rejects comes again, too, if another record of its message does.
                contacts.addAll(Plan.order(intake.asked()));
                contacts.addAll(Plan.order(fitted.parts()));
                results.putAll(written(fitted.parts(), deadline));
                results.putAll(fitted.settled());
            } catch (KeapFailure failure) {
                Result failed = new Result.Failed(failure);
                intake.drafts().forEach(draft -> results.put(draft.place().position(), failed));
            }
        }
        Map<Integer, Outcome> judged = judged(intake.places(), results);
        return new Worked(fitted, ReturnRule.apply(new Outcomes(intake.places(), contacts, judged)));
    }

    private Map<Integer, Result> written(List<Part> parts, Deadline deadline) {
        ContactSteps contacts = new ContactSteps(writers.contacts(), writers.tags(), account, writers.onDelete());
        Budget budget =
                ledger.map(known -> writers.budget().remembering(deadline)).orElse(writers.budget());
        Steps steps = ledger.<Steps>map(known -> known.steps(contacts, parts, writers, deadline))
                .orElse(contacts);
        Tagging tagging = new Tagging(writers.tags(), account, writers.concurrency());
        return new BatchRun(steps, tagging, writers, budget, deadline).run(Plan.of(parts));
    }

    private Map<Integer, Outcome> judged(List<Place> places, Map<Integer, Result> results) {
        Verdicts verdicts = new Verdicts(settlement.redelivery(), suspects, results.values());
        Map<Integer, Outcome> outcomes = new HashMap<>();
        for (Place place : places) {
            Result result = results.getOrDefault(place.position(), FORGOTTEN);
            outcomes.put(place.position(), verdicts.outcome(result, place));
        }
        return isMisconfigured(outcomes.values()) ? stopped(places, outcomes, results) : outcomes;
    }

    private static boolean isMisconfigured(Collection<Outcome> outcomes) {
        return outcomes.stream()
                .anyMatch(outcome -> outcome instanceof RetryLater later && later.cause() == Cause.MISCONFIGURED);
    }

    /** While something has to be mended first, nothing is rejected either: all that is not written waits. */
    private Map<Integer, Outcome> stopped(
            List<Place> places, Map<Integer, Outcome> outcomes, Map<Integer, Result> results) {
        KeapFailure reason = results.values().stream()
                .flatMap(result -> result instanceof Result.Failed failed ? Stream.of(failed.failure()) : Stream.of())
                .filter(failure ->
                        failure instanceof KeapFailure.Misconfigured || failure instanceof KeapFailure.Forbidden)
                .findFirst()
                .orElseThrow();
        LOG.errorf("Misconfigured: %s. The batch waits in the queue; nothing is lost.", reason.getMessage());
        Verdicts waiting = new Verdicts(settlement.redelivery(), new Suspects(), List.of());
        Map<Integer, Outcome> stopped = new HashMap<>(outcomes);
        for (Place place : places) {
            stopped.computeIfPresent(
                    place.position(),
                    (position, outcome) -> outcome instanceof Written || outcome instanceof RetryLater
                            ? outcome
                            : waiting.outcome(new KeapFailure.Misconfigured("stopped"), place));
        }
        return stopped;
    }
}
