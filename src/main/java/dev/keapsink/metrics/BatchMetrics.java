package dev.keapsink.metrics;

import dev.keapsink.batch.BatchFigures;
import dev.keapsink.keap.CallMeter;
import dev.keapsink.ledger.LedgerMeter;
import dev.keapsink.record.Cause;
import dev.keapsink.record.Outcome.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes one line of figures for each invocation. Reasons and causes are part of the metrics' names, because a line has
 * one value for each dimension. A reason or a cause that did not occur is left out, because CloudWatch charges by the
 * metric.
 */
public final class BatchMetrics implements BatchFigures.Observer {

    private final Metrics metrics;
    private final CallMeter meter;
    private final Optional<LedgerMeter> ledger;

    /**
     * @param ledger counts the requests to the ledger; empty without a ledger, whose figures are then left out
     */
    public BatchMetrics(Metrics metrics, CallMeter meter, Optional<LedgerMeter> ledger) {
        this.metrics = metrics;
        this.meter = meter;
        this.ledger = ledger;
    }

    @Override
    public void processed(BatchFigures figures) {
        List<Metric> line = new ArrayList<>();
        records(figures, line);
        calls(meter.read(), line);
        ledger.ifPresent(there -> ledger(figures, there.take(), line));
        metrics.write(line);
    }

    private static void records(BatchFigures figures, List<Metric> line) {
        line.add(Metric.count("Messages", figures.messages()));
        line.add(Metric.count("Records", figures.records()));
        line.add(Metric.count("Created", of(figures, Effect.CREATED)));
        line.add(Metric.count("Updated", of(figures, Effect.UPDATED)));
        line.add(Metric.count("Unchanged", of(figures, Effect.UNCHANGED)));
        line.add(Metric.count("Removed", of(figures, Effect.REMOVED)));
        line.add(Metric.count("Skipped", of(figures, Effect.NO_RECORD) + of(figures, Effect.SUPPRESSED)));
        line.add(Metric.count("Rejected", sum(figures.rejected())));
        figures.rejected().forEach((reason, count) -> line.add(Metric.count("Rejected_" + reason.code(), count)));
        line.add(Metric.count("Deferred", sum(figures.deferred())));
        figures.deferred().forEach((cause, count) -> line.add(Metric.count("Deferred_" + cause.code(), count)));
        line.add(Metric.count("Misconfigured", figures.deferred().containsKey(Cause.MISCONFIGURED) ? 1 : 0));
        line.add(Metric.count("OldestReceiveCount", figures.mostReceives()));
        line.add(Metric.time("BatchDuration", figures.took()));
    }

    private static void calls(CallMeter.Reading calls, List<Metric> line) {
        line.add(Metric.count("KeapCalls", calls.calls()));
        line.add(Metric.count("KeapCalls2xx", calls.succeeded()));
        line.add(Metric.count("KeapCalls4xx", calls.refused()));
        line.add(Metric.count("KeapCalls429", calls.throttled()));
        line.add(Metric.count("KeapCalls5xx", calls.failed()));
        line.add(Metric.count("KeapCallsUnanswered", calls.unanswered()));
        line.add(Metric.time("ThrottleWait", calls.waited()));
        calls.leftOfDay().ifPresent(left -> line.add(Metric.count("QuotaLeft", left)));
        calls.percentOfDay().ifPresent(percent -> line.add(Metric.percent("QuotaLeftPercent", percent)));
    }

    private static void ledger(BatchFigures figures, LedgerMeter.Reading asked, List<Metric> line) {
        line.add(Metric.count("Stale", of(figures, Effect.STALE)));
        line.add(Metric.count("LedgerReads", asked.reads()));
        line.add(Metric.count("LedgerWrites", asked.writes()));
    }

    private static int of(BatchFigures figures, Effect effect) {
        return figures.written().getOrDefault(effect, 0);
    }

    private static int sum(Map<?, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
