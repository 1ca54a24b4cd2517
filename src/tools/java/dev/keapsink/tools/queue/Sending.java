package dev.keapsink.tools.queue;

import dev.keapsink.tools.common.LocalRunException;
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

/** One batch on its way. Only what SQS did not take is sent again; what it refuses for its content is not. */
public final class Sending {
    private static final String ACTION = "sqs:SendMessage";

    private final Outbox outbox;
    private final List<Entry> entries;
    private final Set<Integer> confirmed = new TreeSet<>();
    private final Map<Integer, String> refused = new TreeMap<>();
    private Optional<LocalRunException> trouble = Optional.empty();

    Sending(Outbox outbox, List<Entry> entries) {
        this.outbox = outbox;
        this.entries = List.copyOf(entries);
    }

    /** The entries, by position, that the queue has for sure. */
    public Set<Integer> confirmed() {
        return confirmed;
    }

    /** The entries that the queue will never take, and SQS's names for why. */
    public Map<Integer, String> refused() {
        return refused;
    }

    /** Why the others could not be sent, if there are any; they may be in the queue all the same. */
    public Optional<LocalRunException> trouble() {
        return trouble;
    }

    /** How many entries from the first on are confirmed or refused. */
    public int settled() {
        return (int) IntStream.range(0, entries.size())
                .takeWhile(position -> !isOpen(position))
                .count();
    }

    private boolean isOpen(int position) {
        return !confirmed.contains(position) && !refused.containsKey(position);
    }

    void run() throws InterruptedException {
        run(IntStream.range(0, entries.size()).boxed().toList());
    }

    private void run(List<Integer> positions) throws InterruptedException {
        List<Integer> open = positions;
        int vain = 0;
        while (!open.isEmpty()) {
            int before = open.size();
            LocalRunException problem;
            try {
                problem = note(request(open));
            } catch (SdkException e) {
                if (SqsErrors.isRefusal(e)) {
                    divide(open, SqsErrors.code(e));
                    return;
                }
                problem = SqsErrors.sentence(e, ACTION, outbox.url());
                if (!SqsErrors.mayPass(e)) {
                    trouble = Optional.of(problem);
                    return;
                }
            }
            open = open.stream().filter(this::isOpen).toList();
            vain = open.size() < before ? 1 : vain + 1;
            if (!open.isEmpty() && !outbox.patience().another(vain)) {
                trouble = Optional.of(problem);
                return;
            }
        }
    }

    private SendMessageBatchResponse request(List<Integer> positions) {
        return outbox.sqs()
                .sendMessageBatch(request -> request.queueUrl(outbox.url())
                        .entries(positions.stream()
                                .map(position -> entries.get(position).toSqs(position.toString()))
                                .toList()));
    }

    /** Notes what became of each entry; returns what to say should those that failed for now never succeed. */
    private LocalRunException note(SendMessageBatchResponse response) {
        response.successful().forEach(entry -> confirmed.add(Integer.valueOf(entry.id())));
        List<String> codes = new ArrayList<>();
        for (BatchResultErrorEntry failure : response.failed()) {
            String code = SqsErrors.code(failure.code());
            if (SqsErrors.isRefusal(code)) {
                refused.put(Integer.valueOf(failure.id()), code);
            } else {
                codes.add(code);
            }
        }
        return new LocalRunException(
                "SQS does not take some messages now (%s). Run the same command again later: it goes on"
                                .formatted(codes.isEmpty() ? "no reason given" : codes.getFirst())
                        + " where it stopped.");
    }

    /** SQS refuses a whole request for one entry that it does not like: the others must not share its fate. */
    private void divide(List<Integer> positions, String code) throws InterruptedException {
        if (positions.size() == 1) {
            refused.put(positions.getFirst(), code);
            return;
        }
        for (Integer position : positions) {
            if (trouble.isEmpty()) {
                run(List.of(position));
            }
        }
    }
}
