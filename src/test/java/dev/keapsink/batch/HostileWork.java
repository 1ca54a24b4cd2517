package dev.keapsink.batch;

import dev.keapsink.record.Message;
import java.util.List;
import java.util.function.BiFunction;

/** What is done with a hostile batch, given by its place among all of them and its size: work that is ready to be run. */
public enum HostileWork implements BiFunction<Integer, Integer, Runnable> {
    PLANNING {
        @Override
        Runnable of(List<Message> messages) {
            return () -> Plans.plan(Plans.of(messages));
        }
    },
    SETTLING {
        @Override
        Runnable of(List<Message> messages) {
            return () -> HostileBatch.settle(HostileBatch.lastOneWaits(messages));
        }
    },
    /** With a ledger, and a pace at which all is written. */
    DELIVERY {
        @Override
        Runnable of(List<Message> messages) {
            return () ->
                    HostileBatch.sink().withLedger().pace(100_000, 10_000_000).deliver(messages);
        }
    };

    abstract Runnable of(List<Message> messages);

    @Override
    public Runnable apply(Integer batch, Integer count) {
        return of(HostileBatch.ALL.get(batch).messages(count));
    }
}
