package dev.keapsink.tools.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keapsink.tools.common.CommandFailure;
import dev.keapsink.tools.local.LocalQueues;
import dev.keapsink.tools.records.RecordFile.Line;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** Sends lines to a queue in batches of ten, within the size limit that SQS has for a batch. */
final class Sender {
    private static final int BATCH_SIZE = 10;
    private static final int BATCH_BYTES = 256 * 1024;

    private final SqsClient sqs;
    private final LocalQueues.Queue queue;

    Sender(SqsClient sqs, LocalQueues.Queue queue) {
        this.sqs = sqs;
        this.queue = queue;
    }

    /**
     * Sends all lines and returns the line of every message by message id, in the order sent.
     *
     * @throws CommandFailure if the queue refuses a message
     */
    Map<String, Line> send(List<Line> lines) {
        Map<String, Line> sent = new LinkedHashMap<>();
        List<Line> batch = new ArrayList<>();
        int bytes = 0;
        for (Line line : lines) {
            int length = line.body().getBytes(UTF_8).length;
            if (batch.size() == BATCH_SIZE || bytes + length > BATCH_BYTES) {
                sent.putAll(sendBatch(batch));
                batch.clear();
                bytes = 0;
            }
            batch.add(line);
            bytes += length;
        }
        sent.putAll(sendBatch(batch));
        return sent;
    }

    private Map<String, Line> sendBatch(List<Line> batch) {
        if (batch.isEmpty()) {
            return Map.of();
        }
        var response = sqs.sendMessageBatch(request -> request.queueUrl(queue.url())
                .entries(batch.stream().map(Sender::entry).toList()));
        if (!response.failed().isEmpty()) {
            var failure = response.failed().getFirst();
            throw new CommandFailure("The queue refused line " + failure.id() + ": " + failure.message());
        }
        Map<String, Line> byNumber = new LinkedHashMap<>();
        batch.forEach(line -> byNumber.put(Long.toString(line.number()), line));
        Map<String, Line> sent = new LinkedHashMap<>();
        response.successful().forEach(entry -> sent.put(entry.messageId(), byNumber.get(entry.id())));
        return sent;
    }

    private static SendMessageBatchRequestEntry entry(Line line) {
        return SendMessageBatchRequestEntry.builder()
                .id(Long.toString(line.number()))
                .messageBody(line.body())
                .build();
    }
}
