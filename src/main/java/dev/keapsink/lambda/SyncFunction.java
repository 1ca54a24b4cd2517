package dev.keapsink.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.keapsink.batch.BatchProcessor;
import dev.keapsink.record.Message;
import dev.keapsink.resilience.Deadline;
import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.util.List;

/** Processes a batch of SQS messages. The reply names those that SQS has to deliver again. */
@Singleton
public class SyncFunction {

    private final BatchProcessor processor;
    private final Stopwatch stopwatch;
    private final OwnRejects rejects;

    /** Starts the deadline of an invocation. Funqy does not hand over Lambda's context, which knows the time left. */
    @FunctionalInterface
    public interface Stopwatch {
        Deadline start();
    }

    public SyncFunction(BatchProcessor processor, Stopwatch stopwatch, OwnRejects rejects) {
        this.processor = processor;
        this.stopwatch = stopwatch;
        this.rejects = rejects;
    }

    /**
     * Handles an invocation.
     *
     * @throws IllegalStateException if the event is not from SQS, or a message in it has no id
     */
    @Funq
    public SQSBatchResponse sync(SQSEvent event) {
        Deadline deadline = stopwatch.start();
        List<Message> messages = SqsMessages.of(event);
        List<String> returned = rejects.areIn(event)
                ? messages.stream().map(Message::id).toList()
                : processor.process(messages, deadline);
        return new SQSBatchResponse(returned.stream().map(BatchItemFailure::new).toList());
    }
}
