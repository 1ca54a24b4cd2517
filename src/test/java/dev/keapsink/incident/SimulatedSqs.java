package dev.keapsink.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import software.amazon.awssdk.core.RequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;
import software.amazon.awssdk.services.sqs.model.SqsRequest;

/** The calls that the product makes to SQS: for a batch in virtual time, and within the timeout that each one carries. */
final class SimulatedSqs implements SqsClient {

    private final Scheduler time;
    private final SimulatedQueue source;
    private final Latency latency;
    private final List<SendMessageBatchRequestEntry> rejects = new ArrayList<>();
    private final List<Trouble> troubles = new ArrayList<>();
    private Duration longestDelay = Duration.ZERO;

    /** Something that is wrong with one of the calls for a while. */
    record Trouble(Kind kind, Class<? extends SqsRequest> call, Instant from, Instant until) {
        enum Kind {
            REFUSING,
            HANGING
        }

        boolean covers(SqsRequest request, Instant now) {
            return call.isInstance(request) && !now.isBefore(from) && now.isBefore(until);
        }
    }

    SimulatedSqs(Scheduler time, SimulatedQueue source, Random chance) {
        this.time = time;
        this.source = source;
        this.latency = Latency.ofMillis(chance, 5, 25);
    }

    void trouble(Trouble trouble) {
        troubles.add(trouble);
    }

    /** What the reject queue has taken and nobody has taken out. */
    List<SendMessageBatchRequestEntry> rejects() {
        return rejects;
    }

    /** The longest time for which a message was ever told to stay hidden. */
    Duration longestDelay() {
        return longestDelay;
    }

    @Override
    public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest request) {
        arrive(request);
        rejects.addAll(request.entries());
        return SendMessageBatchResponse.builder()
                .successful(request.entries().stream()
                        .map(entry -> software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry.builder()
                                .id(entry.id())
                                .build())
                        .toList())
                .build();
    }

    @Override
    public ChangeMessageVisibilityBatchResponse changeMessageVisibilityBatch(
            ChangeMessageVisibilityBatchRequest request) {
        arrive(request);
        return ChangeMessageVisibilityBatchResponse.builder()
                .failed(request.entries().stream()
                        .filter(entry -> !hide(entry))
                        .map(entry -> BatchResultErrorEntry.builder()
                                .id(entry.id())
                                .senderFault(true)
                                .code("InvalidParameterValue")
                                .build())
                        .toList())
                .build();
    }

    /** Before the first event, when no time counts. */
    @Override
    public GetQueueAttributesResponse getQueueAttributes(GetQueueAttributesRequest request) {
        return GetQueueAttributesResponse.builder().build();
    }

    private boolean hide(ChangeMessageVisibilityBatchRequestEntry entry) {
        Duration howLong = Duration.ofSeconds(entry.visibilityTimeout());
        longestDelay = howLong.compareTo(longestDelay) > 0 ? howLong : longestDelay;
        return source.hide(entry.receiptHandle(), howLong);
    }

    private void arrive(SqsRequest request) {
        Duration timeout = request.overrideConfiguration()
                .flatMap(RequestOverrideConfiguration::apiCallTimeout)
                .orElseThrow(() -> new IllegalStateException("A call to SQS without a timeout of its own"));
        Duration wait = latency.next();
        for (Trouble trouble : troubles) {
            if (trouble.covers(request, time.instant())) {
                switch (trouble.kind()) {
                    case HANGING -> wait = Duration.ofHours(1);
                    case REFUSING -> {
                        time.sleep(wait);
                        throw SqsException.builder()
                                .statusCode(500)
                                .message("Internal failure")
                                .build();
                    }
                }
            }
        }
        if (wait.compareTo(timeout) > 0) {
            time.sleep(timeout);
            throw ApiCallTimeoutException.create(timeout.toMillis());
        }
        time.sleep(wait);
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
