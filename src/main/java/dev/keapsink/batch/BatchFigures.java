package dev.keapsink.batch;

import dev.keapsink.record.Cause;
import dev.keapsink.record.Message;
import dev.keapsink.record.Outcome;
import dev.keapsink.record.Outcome.Effect;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Outcome.RetryLater;
import dev.keapsink.record.Outcome.Written;
import dev.keapsink.record.Reason;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The figures of one batch, for metrics.
 *
 * @param messages in the batch
 * @param records in its messages
 * @param written records by effect
 * @param rejected records by reason
 * @param deferred records that wait, by cause
 * @param mostReceives the highest receive count of its messages
 * @param took the time from the first message to the last call to a queue
 */
public record BatchFigures(
        int messages,
        int records,
        Map<Effect, Integer> written,
        Map<Reason, Integer> rejected,
        Map<Cause, Integer> deferred,
        int mostReceives,
        Duration took) {

    /** Receives the figures of every batch once it is over. */
    @FunctionalInterface
    public interface Observer {
        void processed(BatchFigures figures);
    }

    static BatchFigures of(List<Message> messages, Collection<Outcome> outcomes, Duration took) {
        Map<Effect, Integer> written = new EnumMap<>(Effect.class);
        Map<Reason, Integer> rejected = new EnumMap<>(Reason.class);
        Map<Cause, Integer> deferred = new EnumMap<>(Cause.class);
        for (Outcome outcome : outcomes) {
            switch (outcome) {
                case Written done -> written.merge(done.effect(), 1, Integer::sum);
                case Rejected never -> rejected.merge(never.reason(), 1, Integer::sum);
                case RetryLater later -> deferred.merge(later.cause(), 1, Integer::sum);
            }
        }
        int mostReceives = messages.stream()
                .mapToInt(message -> message.delivery().receiveCount())
                .max()
                .orElse(0);
        return new BatchFigures(messages.size(), outcomes.size(), written, rejected, deferred, mostReceives, took);
    }
}
