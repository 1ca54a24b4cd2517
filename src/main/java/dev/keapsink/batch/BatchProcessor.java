package dev.keapsink.batch;

import dev.keapsink.outcome.Backstop;
import dev.keapsink.outcome.Outcomes;
import dev.keapsink.outcome.Settlement;
import dev.keapsink.record.Message;
import dev.keapsink.resilience.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/** Processes the batches of the source queue: runs the pipeline, and has the settlement tell the queues. */
public final class BatchProcessor {

    private static final Logger LOG = Logger.getLogger(BatchProcessor.class);

    private final Pipeline pipeline;
    private final Settlement settlement;
    private final Budget budget;
    private final BatchFigures.Observer observer;

    public BatchProcessor(Pipeline pipeline, Settlement settlement, Budget budget, BatchFigures.Observer observer) {
        this.pipeline = pipeline;
        this.settlement = settlement;
        this.budget = budget;
        this.observer = observer;
    }

    /**
     * Processes a batch. Never throws.
     *
     * @return the ids of the messages to return to the queue; all others are done
     */
    public List<String> process(List<Message> messages, Deadline deadline) {
        try {
            Instant start = deadline.clock().instant();
            Outcomes outcomes = pipeline.run(messages, deadline);
            List<String> returned = settlement.settle(outcomes, budget.forSettling(deadline));
            observer.processed(BatchFigures.of(
                    messages,
                    outcomes.byPosition().values(),
                    Duration.between(start, deadline.clock().instant())));
            return returned;
        } catch (Throwable e) {
            // The backstop: no outcome is known, so all messages come again. The exception's message may quote a
            // record.
            LOG.errorf("A bug in Keap Sink stopped a batch: %s", Backstop.withoutMessage(e));
            return messages.stream().map(Message::id).toList();
        }
    }
}
