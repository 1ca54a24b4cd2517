package dev.keapsink.incident;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** What simulated threads wait for. It wakes those that wait at the moment, so look before waiting, and again after. */
final class Signal {

    private final Scheduler scheduler;
    private final Map<SimulatedThread, Event> waiting = new LinkedHashMap<>();

    Signal(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** Waits for the signal, or until an instant; {@link Instant#MAX} for as long as it takes. */
    void await(Instant until) {
        if (!until.isAfter(scheduler.instant())) {
            return;
        }
        SimulatedThread thread = scheduler.current();
        Event timer = scheduler.wakeAt(until, thread);
        waiting.put(thread, timer);
        scheduler.handOver(thread);
        waiting.remove(thread, timer);
    }

    void raise() {
        waiting.forEach((thread, timer) -> {
            timer.cancel();
            scheduler.wakeAt(scheduler.instant(), thread);
        });
        waiting.clear();
    }
}
