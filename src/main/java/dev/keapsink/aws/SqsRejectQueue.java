package dev.keapsink.aws;

import dev.keapsink.outcome.RejectQueue;
import dev.keapsink.resilience.Concurrency;
import dev.keapsink.resilience.Deadline;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** Sends rejects to an SQS queue in as few calls as its limits allow. */
public final class SqsRejectQueue implements RejectQueue {

    /**
     * The number of rejects prepared together. All of them at once might exceed the memory, each with its message's
     * attributes.
     */
    private static final int TOGETHER = 320;

    private static final String TOO_LARGE = "leaves no room for its reason";

    private static final String NO_TIME = "no time left";

    private final SqsConnection sqs;
    private final String queueUrl;
    private final InstantSource clock;
    private final Concurrency concurrency;

    public SqsRejectQueue(SqsConnection sqs, String queueUrl, InstantSource clock, Concurrency concurrency) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
        this.clock = clock;
        this.concurrency = concurrency;
    }

    @Override
    public Set<Integer> send(List<Reject> rejects, Deadline deadline) {
        Deadline inAll = sqs.limited(deadline);
        List<RejectAnswer> answers = new ArrayList<>();
        for (int i = 0; i < rejects.size() && SqsCalls.isTimeFor(inAll); i += TOGETHER) {
            answers.addAll(sendSome(rejects.subList(i, Math.min(i + TOGETHER, rejects.size())), inAll));
        }
        rejects.subList(answers.size(), rejects.size())
                .forEach(untried -> answers.add(RejectAnswer.not(untried, NO_TIME)));
        RejectAnswer.logTroubles(answers);
        return answers.stream()
                .filter(RejectAnswer::isTaken)
                .map(answer -> answer.reject().position().index())
                .collect(Collectors.toSet());
    }

    private List<RejectAnswer> sendSome(List<Reject> rejects, Deadline deadline) {
        List<RejectEntry> entries = rejects.stream()
                .map(reject -> RejectEntry.of(reject, clock.instant()))
                .toList();
        List<RejectAnswer> answers = new ArrayList<>(RejectAnswer.not(
                entries.stream().filter(SqsRejectQueue::isTooLarge).toList(), TOO_LARGE));
        concurrency
                .map(requests(entries), request -> send(request, deadline, true))
                .forEach(answers::addAll);
        return answers;
    }

    private static boolean isTooLarge(RejectEntry entry) {
        return entry.bytes() > RejectEntry.MAX_BYTES;
    }

    /**
     * Groups entries into as few requests as ten entries and 256 KiB allow. An entry too large by itself is left out.
     */
    static List<List<RejectEntry>> requests(List<RejectEntry> entries) {
        List<List<RejectEntry>> requests = new ArrayList<>();
        List<RejectEntry> request = new ArrayList<>();
        int bytes = 0;
        for (RejectEntry entry : entries) {
            if (isTooLarge(entry)) {
                continue;
            }
            if (request.size() == SqsCalls.MAX_ENTRIES || bytes + entry.bytes() > RejectEntry.MAX_BYTES) {
                requests.add(request);
                request = new ArrayList<>();
                bytes = 0;
            }
            request.add(entry);
            bytes += entry.bytes();
        }
        if (!request.isEmpty()) {
            requests.add(request);
        }
        return requests;
    }

    private List<RejectAnswer> send(List<RejectEntry> entries, Deadline deadline, boolean mayDivide) {
        if (!SqsCalls.isTimeFor(deadline)) {
            return RejectAnswer.not(entries, NO_TIME);
        }
        try {
            SendMessageBatchResponse response = sqs.call(
                    deadline,
                    (client, time) -> client.sendMessageBatch(request -> request.queueUrl(queueUrl)
                            .entries(sqsEntries(entries))
                            .overrideConfiguration(time)));
            return answers(entries, response);
        } catch (SdkException e) {
            return mayDivide && entries.size() > 1 && isRefusal(e)
                    ? oneByOne(entries, deadline)
                    : RejectAnswer.not(entries, e.getClass().getSimpleName());
        }
    }

    /** Matches SQS's answer to the entries. An entry without an answer was not taken. */
    private static List<RejectAnswer> answers(List<RejectEntry> entries, SendMessageBatchResponse response) {
        Map<String, Optional<String>> troubles = new HashMap<>();
        response.failed().forEach(failed -> troubles.put(failed.id(), Optional.of(String.valueOf(failed.code()))));
        response.successful().forEach(sent -> troubles.put(sent.id(), Optional.empty()));
        List<RejectAnswer> answers = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            answers.add(new RejectAnswer(
                    entries.get(i).reject(), troubles.getOrDefault(String.valueOf(i), Optional.of("no answer"))));
        }
        return answers;
    }

    /** Sends each entry alone. SQS refuses a whole request for one bad entry, and the other entries are good. */
    private List<RejectAnswer> oneByOne(List<RejectEntry> entries, Deadline deadline) {
        return entries.stream()
                .flatMap(entry -> send(List.of(entry), deadline, false).stream())
                .toList();
    }

    private static boolean isRefusal(SdkException e) {
        return e instanceof SqsException refusal && refusal.statusCode() == 400;
    }

    private static List<SendMessageBatchRequestEntry> sqsEntries(List<RejectEntry> entries) {
        List<SendMessageBatchRequestEntry> sqsEntries = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            sqsEntries.add(entries.get(i).toSqs(String.valueOf(i)));
        }
        return sqsEntries;
    }
}
