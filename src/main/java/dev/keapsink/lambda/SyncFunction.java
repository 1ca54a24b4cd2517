package dev.keapsink.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.quarkus.funqy.Funq;
import java.util.List;

public class SyncFunction {
    @Funq
    public SQSBatchResponse sync(SQSEvent event) {
        return new SQSBatchResponse(List.of());
    }
}
