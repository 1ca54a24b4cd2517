package dev.keapsink.tools.queue;

import dev.keapsink.tools.common.CommandFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/**
 * Sends one batch and tells the outcome of each message. A message that SQS did not take for now is sent again; one
 * that it refuses for its content is not.
 */
public final class BatchDelivery {
    private static final String ACTION = "sqs:SendMessage";

    private final QueueSender sender;
    private final List<OutgoingMessage> entries;
    private final Set<Integer> confirmed = new TreeSet<>();
    private final Map<Integer, String> refused = new TreeMap<>();
    private Optional<CommandFailure> failure = Optional.empty();

    BatchDelivery(QueueSender sender, List<OutgoingMessage> entries) {
        this.sender = sender;
        this.entries = List.copyOf(entries);
    }

    /** Returns the indexes of the entries that SQS confirmed. */
    public Set<Integer> confirmed() {
        return confirmed;
    }

    /** Returns the indexes of the entries that SQS will never take, each with SQS's error code. */
    public Map<Integer, String> refused() {
        return refused;
    }

    /** Returns why the remaining entries were not sent, if there are any; they may be in the queue nevertheless. */
    public Optional<CommandFailure> failure() {
        return failure;
    }

    /** Returns the number of entries, from the first on without a gap, that are confirmed or refused. */
    public int decidedFromStart() {
        return (int) IntStream.range(0, entries.size())
                .takeWhile(index -> !isOpen(index))
                .count();
    }

    private boolean isOpen(int index) {
        return !confirmed.contains(index) && !refused.containsKey(index);
    }

    void run() throws InterruptedException {
        run(IntStream.range(0, entries.size()).boxed().toList());
    }

    private void run(List<Integer> indexes) throws InterruptedException {
        List<Integer> open = indexes;
        int failures = 0;
        while (!open.isEmpty() && failure.isEmpty()) {
            int before = open.size();
            CommandFailure problem;
            try {
                problem = note(request(open));
            } catch (SdkException e) {
                if (SqsErrors.isRefusal(e)) {
                    sendOneByOne(open, SqsErrors.code(e));
                    return;
                }
                problem = SqsErrors.sentence(e, ACTION, sender.url());
                if (!SqsErrors.mayPass(e)) {
                    failure = Optional.of(problem);
                    return;
                }
            }
            open = open.stream().filter(this::isOpen).toList();
            failures = open.size() < before ? 1 : failures + 1;
            if (!open.isEmpty() && failure.isEmpty() && !sender.retries().another(failures)) {
                failure = Optional.of(problem);
            }
        }
    }

    private SendMessageBatchResponse request(List<Integer> indexes) {
        return sender.sqs()
                .sendMessageBatch(request -> request.queueUrl(sender.url())
                        .entries(indexes.stream()
                                .map(index -> entries.get(index).toSqs(index.toString()))
                                .toList()));
    }

    /**
     * Notes the outcome of each entry. An error that does not pass is the failure of the delivery at once. Returns the
     * exception for the operator, used if the other entries never succeed.
     */
    private CommandFailure note(SendMessageBatchResponse response) {
        response.successful().forEach(entry -> confirmed.add(Integer.valueOf(entry.id())));
        List<String> codes = new ArrayList<>();
        for (BatchResultErrorEntry error : response.failed()) {
            String code = SqsErrors.code(error.code());
            if (SqsErrors.isRefusal(code)) {
                refused.put(Integer.valueOf(error.id()), code);
            } else if (SqsErrors.mayPass(error)) {
                codes.add(code);
            } else {
                failure = Optional.of(new CommandFailure(SqsErrors.refused(code, ACTION, sender.url())));
            }
        }
        return new CommandFailure(
                "SQS does not take some messages now (%s). Run the same command again later: it goes on"
                                .formatted(codes.isEmpty() ? "no reason given" : codes.getFirst())
                        + " where it stopped.");
    }

    /** Sends each entry alone: SQS refuses a whole request for one bad entry, and the other entries are to be sent. */
    private void sendOneByOne(List<Integer> indexes, String code) throws InterruptedException {
        if (indexes.size() == 1) {
            refused.put(indexes.getFirst(), code);
            return;
        }
        for (Integer index : indexes) {
            if (failure.isEmpty()) {
                run(List.of(index));
            }
        }
    }
}
