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
 * A batch in numbers.
 *
 * @param records that its messages held
 * @param written how many of them had which effect
 * @param rejected how many for which reason
 * @param deferred how many wait for which cause
 * @param mostReceives how often the message was received that was received most often
 * @param took from the first message to the last word to the queues
 */
public record BatchFigures(
        int messages,
        int records,
        Map<Effect, Integer> written,
        Map<Reason, Integer> rejected,
        Map<Cause, Integer> deferred,
        int mostReceives,
        Duration took) {

    /** Hears of every batch once it is over. */
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
