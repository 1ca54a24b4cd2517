package dev.keapsink.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.keapsink.batch.BatchProcessor;
import dev.keapsink.resilience.Deadline;
import io.quarkus.funqy.Funq;
import java.util.List;
import java.util.function.Supplier;

/** A batch of SQS messages comes in; the reply names those that have to come again. */
public class SyncFunction {

    private final BatchProcessor processor;
    private final Supplier<Deadline> deadline;

    /**
     * @param deadline starts the clock of an invocation; Funqy does not hand over Lambda's context
     */
    public SyncFunction(BatchProcessor processor, Supplier<Deadline> deadline) {
        this.processor = processor;
        this.deadline = deadline;
    }

    @Funq
    public SQSBatchResponse sync(SQSEvent event) {
        Deadline invocation = deadline.get();
        List<String> failed = processor.process(SqsMessages.of(event), invocation);
        return new SQSBatchResponse(failed.stream().map(BatchItemFailure::new).toList());
    }
}
