package dev.keapsink.batch;

import dev.keapsink.contact.ContactMapper;
import dev.keapsink.contact.ContactWriter;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.keap.Pacer;
import dev.keapsink.record.Cause;
import dev.keapsink.record.Message;
import dev.keapsink.record.MessageDecoder;
import dev.keapsink.record.Outcome;
import dev.keapsink.record.Outcome.RetryLater;
import dev.keapsink.record.Outcome.Written;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.tag.TagWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * A batch of messages comes in, every record in it becomes the fewest possible Keap calls, every message gets one outcome,
 * and the outcomes become the reply.
 */
public final class BatchProcessor {

    private static final Logger LOG = Logger.getLogger(BatchProcessor.class);

    /** No message ends without an outcome: one that a bug of ours forgot comes back. */
    private static final Result FORGOTTEN =
            new Result.Failed(new KeapFailure.Unclear("A bug in Keap Sink forgot the message"));

    private final MessageDecoder decoder = new MessageDecoder();
    private final Suspects suspects = new Suspects();
    private final ContactMapper mapper;
    private final Account account;
    private final Writers writers;
    private final RedeliveryDelay redelivery;
    private final Settlement settlement;

    /** What writes to Keap, and how: at once as far as allowed, at Keap's pace, within the time there is. */
    public record Writers(
            ContactWriter contacts,
            TagWriter tags,
            OnDelete onDelete,
            Concurrency concurrency,
            Pacer pacer,
            Budget budget) {}

    public BatchProcessor(
            ContactMapper mapper, Account account, Writers writers, RedeliveryDelay redelivery, Settlement settlement) {
        this.mapper = mapper;
        this.account = account;
        this.writers = writers;
        this.redelivery = redelivery;
        this.settlement = settlement;
    }

    /**
     * Processes a batch.
     *
     * @return the ids of the messages to return to the queue; all others are done
     */
    public List<String> process(List<Message> messages, Deadline deadline) {
        try {
            List<Outcome> outcomes = outcomes(messages, deadline);
            BatchLog.outcomes(messages, outcomes);
            return settlement.settle(messages, outcomes, writers.budget().forSettling(deadline));
        } catch (Throwable e) {
            // The backstop: nothing is known, so nothing is done. The message of the exception may quote a record.
            LOG.errorf("A bug in Keap Sink stopped a batch: %s", BatchLog.withoutMessage(e));
            return messages.stream().map(Message::id).toList();
        }
    }

    private List<Outcome> outcomes(List<Message> messages, Deadline deadline) {
        Intake intake = Intake.of(messages, decoder, mapper);
        Map<Integer, Result> results = new HashMap<>();
        Plan plan = Plan.of(List.of());
        results.putAll(intake.settled());
        if (!intake.drafts().isEmpty()) {
            try {
                account.verify(writers.budget().forTagging(deadline));
                Intake.Fitted fitted =
                        intake.fitted(new Fitting(account), writers.budget().forTagging(deadline));
                BatchLog.ignoredFields(fitted.ignoredFields());
                plan = Plan.of(fitted.parts());
                results.putAll(run(deadline).run(plan));
                results.putAll(fitted.settled());
            } catch (KeapFailure failure) {
                Result failed = new Result.Failed(failure);
                intake.drafts().forEach(draft -> results.put(draft.position(), failed));
            }
        }
        return ReturnRule.apply(messages, plan.contacts(), judged(messages, results));
    }

    private BatchRun run(Deadline deadline) {
        return new BatchRun(
                new ContactSteps(writers.contacts(), writers.tags(), account, writers.onDelete()),
                new Tagging(writers.tags(), account, writers.concurrency()),
                account,
                writers,
                deadline);
    }

    private List<Outcome> judged(List<Message> messages, Map<Integer, Result> results) {
        Verdicts verdicts = new Verdicts(redelivery, suspects, results.values());
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            outcomes.add(verdicts.outcome(results.getOrDefault(i, FORGOTTEN), messages.get(i)));
        }
        return isMisconfigured(outcomes) ? stopped(messages, outcomes, results) : outcomes;
    }

    private static boolean isMisconfigured(List<Outcome> outcomes) {
        return outcomes.stream()
                .anyMatch(outcome -> outcome instanceof RetryLater later && later.cause() == Cause.MISCONFIGURED);
    }

    /** While something has to be mended first, nothing is rejected either: all that is not written waits. */
    private List<Outcome> stopped(List<Message> messages, List<Outcome> outcomes, Map<Integer, Result> results) {
        KeapFailure reason = results.values().stream()
                .flatMap(result -> result instanceof Result.Failed failed ? Stream.of(failed.failure()) : Stream.of())
                .filter(failure ->
                        failure instanceof KeapFailure.Misconfigured || failure instanceof KeapFailure.Forbidden)
                .findFirst()
                .orElseThrow();
        LOG.errorf("Misconfigured: %s. The batch waits in the queue; nothing is lost.", reason.getMessage());
        Verdicts waiting = new Verdicts(redelivery, new Suspects(), List.of());
        List<Outcome> stopped = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            Outcome outcome = outcomes.get(i);
            stopped.add(
                    outcome instanceof Written || outcome instanceof RetryLater
                            ? outcome
                            : waiting.outcome(new KeapFailure.Misconfigured("stopped"), messages.get(i)));
        }
        return stopped;
    }
}
