package dev.keapsink.tools.bench;

import dev.keapsink.resilience.Sleeper;
import dev.keapsink.tools.bench.Figures.Sample;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Drains a queue of 5,000 messages as fast as Keap allows, at ten times the quota of an API key. Every run begins just
 * before a full minute, so that the backlog lasts for two whole minutes of the clock.
 *
 * @param words the number of instances in words, as in the names of the figures
 * @param instances the number of instances
 */
record Backlog(String words, int instances) implements Measurement {
    static final Backlog ONE = new Backlog("one_instance", 1);
    static final Backlog TWO = new Backlog("two_instances", 2);

    private static final int PER_SECOND = 100;
    private static final int PER_MINUTE = 2_400;
    private static final int MESSAGES = 5_000;
    private static final int BATCH = 100;
    private static final Duration HEAD_START = Duration.ofMillis(1_500);
    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final double PERCENT = 100;

    @Override
    public String name() {
        return "backlog-" + words.replace('_', '-');
    }

    @Override
    public List<String> figures() {
        return List.of(minuteUsed(), throttled(), spikeArrests(), returned(), perMinute());
    }

    String minuteUsed() {
        return "backlog_%s_minute_quota_used_percent".formatted(words);
    }

    String throttled() {
        return "backlog_%s_throttled_calls".formatted(words);
    }

    String spikeArrests() {
        return "backlog_%s_spike_arrests_percent".formatted(words);
    }

    String returned() {
        return "backlog_%s_returned_messages".formatted(words);
    }

    private String perMinute() {
        return "backlog_%s_contacts_per_minute".formatted(words);
    }

    /**
     * Runs of several instances mostly wait. Runs of a lone one go one by one, so that no other run takes a core from
     * it.
     */
    @Override
    public boolean isSideBySide() {
        return instances > 1;
    }

    @Override
    public boolean isShort() {
        return false;
    }

    @Override
    public Sample measure(BenchContext lab) throws IOException, InterruptedException {
        List<MeasuredFunction> functions = new ArrayList<>();
        try (var account = lab.account(PER_SECOND, PER_MINUTE)) {
            for (int i = 0; i < instances; i++) {
                functions.add(lab.function(account, settings()));
            }
            for (MeasuredFunction function : functions) {
                function.start();
            }
            awaitEndOfMinute();
            long start = System.nanoTime();
            int returned = drain(functions);
            return sample(account.figures(), returned, Duration.ofNanos(System.nanoTime() - start));
        } finally {
            functions.forEach(MeasuredFunction::close);
        }
    }

    private Map<String, String> settings() {
        return Map.of(
                "KEAP_SINK_SPIKE_LIMIT",
                String.valueOf(PER_SECOND),
                "KEAP_SINK_MINUTE_LIMIT",
                String.valueOf(PER_MINUTE),
                "KEAP_SINK_MAX_CONCURRENCY",
                String.valueOf(instances),
                "KEAP_SINK_TIMEOUT",
                TIMEOUT.toString());
    }

    private static void awaitEndOfMinute() throws InterruptedException {
        Instant now = Instant.now();
        Instant start =
                now.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES).minus(HEAD_START);
        if (now.isBefore(start)) {
            Sleeper.SYSTEM.sleep(Duration.between(now, start));
        }
    }

    /** Writes all messages. Returns how often the function returned a message, which is then sent again. */
    private static int drain(List<MeasuredFunction> functions) throws InterruptedException {
        Queue<List<Message>> batches = new ConcurrentLinkedQueue<>();
        Leads leads = new Leads();
        for (int i = 0; i < MESSAGES; i += BATCH) {
            batches.add(leads.next(BATCH));
        }
        AtomicInteger returned = new AtomicInteger();
        List<Callable<Void>> instances = functions.stream()
                .<Callable<Void>>map(function -> () -> {
                    for (List<Message> batch = batches.poll(); batch != null; batch = batches.poll()) {
                        List<Message> again = writeAll(function, batch);
                        returned.addAndGet(again.size());
                        if (!again.isEmpty()) {
                            batches.add(again);
                        }
                    }
                    return null;
                })
                .toList();
        runAll(instances);
        return returned.get();
    }

    private static List<Message> writeAll(MeasuredFunction function, List<Message> batch) throws InterruptedException {
        MeasuredFunction.Reply reply = function.invoke(batch);
        return batch.stream()
                .filter(message -> reply.returned().contains(message.messageId()))
                .collect(Collectors.toList());
    }

    private static void runAll(List<Callable<Void>> instances) throws InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Void> instance : threads.invokeAll(instances)) {
                instance.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private Sample sample(CallFigures calls, int returned, Duration elapsed) {
        double all = calls.calls();
        return new Sample(Map.of(
                minuteUsed(),
                shareOfFullMinutes(calls.perSecond()),
                throttled(),
                (double) calls.throttled(),
                spikeArrests(),
                PERCENT * calls.spikeArrests() / all,
                returned(),
                (double) returned,
                perMinute(),
                MESSAGES / (elapsed.toMillis() / 60_000.0)));
    }

    /**
     * Returns the share of the quota, in percent, used in the minutes of the clock between that of the first and of the
     * last call.
     */
    static double shareOfFullMinutes(Map<Long, Integer> perSecond) {
        Map<Long, Integer> perMinute = new HashMap<>();
        perSecond.forEach((second, calls) -> perMinute.merge(Math.floorDiv(second, 60L), calls, Integer::sum));
        long first =
                perMinute.keySet().stream().mapToLong(Long::longValue).min().orElse(0);
        long last = perMinute.keySet().stream().mapToLong(Long::longValue).max().orElse(0);
        return perMinute.entrySet().stream()
                .filter(minute -> minute.getKey() > first && minute.getKey() < last)
                .mapToDouble(minute -> PERCENT * minute.getValue() / PER_MINUTE)
                .average()
                .orElse(0);
    }
}
