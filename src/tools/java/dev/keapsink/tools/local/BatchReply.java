package dev.keapsink.tools.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the failed messages from a function's answer to a batch, as Lambda does. An invalid answer fails the whole
 * batch; an answer without a list of failures acknowledges it.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">Partial batch
 *     responses</a>
 */
public final class BatchReply {
    private static final ObjectMapper JSON = new ObjectMapper();

    private BatchReply() {}

    /**
     * Returns the ids of the messages that stay in the queue.
     *
     * @param batch the ids of all messages of the batch
     */
    public static Set<String> failed(InvocationResult result, Set<String> batch) {
        return switch (result) {
            case InvocationResult.Reply reply -> listed(reply.payload(), batch).orElse(batch);
            case InvocationResult.FunctionError error -> batch;
            case InvocationResult.TimedOut timedOut -> batch;
            case InvocationResult.Crashed crashed -> batch;
        };
    }

    private static Optional<Set<String>> listed(String payload, Set<String> batch) {
        JsonNode failures;
        try {
            failures = JSON.readTree(payload).path("batchItemFailures");
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
        if (failures.isMissingNode() || failures.isNull()) {
            return Optional.of(Set.of());
        }
        Set<String> failed = new HashSet<>();
        for (JsonNode failure : failures) {
            String id = failure.path("itemIdentifier").asText("");
            if (!batch.contains(id)) {
                return Optional.empty();
            }
            failed.add(id);
        }
        return failures.isArray() ? Optional.of(failed) : Optional.empty();
    }
}
