package dev.keapsink.simulator;

import dev.keapsink.simulator.Effect.Reach;
import dev.keapsink.simulator.Faults.Scripted;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The way of a call to the application: authentication first, then the quota, and a fault where one is scripted. */
final class Gateway {
    private final Authentication authentication;
    private final QuotaMeter meter;
    private final Faults faults;
    private final Router router;

    Gateway(Authentication authentication, QuotaMeter meter, Faults faults, Router router) {
        this.authentication = authentication;
        this.meter = meter;
        this.faults = faults;
        this.router = router;
    }

    SimulatedReply pass(SimulatedRequest request, Instant now) {
        Optional<Scripted> fault = faults.covering(request, now);
        if (fault.isPresent() && fault.get().reach() == Reach.NOWHERE) {
            return fault.get().strike().madeUp();
        }
        Optional<SimulatedReply> refused = authentication.refuse(request.headers());
        if (refused.isPresent()) {
            return refused.get();
        }
        Optional<SimulatedReply> throttled = meter.refuse(now);
        if (throttled.isPresent()) {
            return throttled.get().withHeaders(meter.headers());
        }
        return fault.map(scripted -> struck(scripted.strike(), request, now))
                .orElseGet(() -> handled(request, now, Map.of()));
    }

    private SimulatedReply struck(Effect effect, SimulatedRequest request, Instant now) {
        return effect.reach() == Reach.GATEWAY
                ? effect.madeUp()
                : effect.change().apply(handled(request, now, effect.tagResults()));
    }

    private SimulatedReply handled(SimulatedRequest request, Instant now, Map<Long, TagResult> tagResults) {
        return router.route(request, now, tagResults).withHeaders(meter.headers());
    }
}
