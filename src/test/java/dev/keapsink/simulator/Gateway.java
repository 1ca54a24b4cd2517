package dev.keapsink.simulator;

import dev.keapsink.simulator.Effect.Reach;
import dev.keapsink.simulator.Faults.Scripted;
import java.time.Instant;
import java.util.Optional;

/** The way of a call to the application: authentication first, then the quota, and a fault where one is scripted. */
final class Gateway {
    private final Authentication authentication;
    private final QuotaMeter meter;
    private final Faults faults;
    private final Router router;
    private final LateCommits lateCommits = new LateCommits();

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
                .orElseGet(() -> handled(request, now, Effect.NONE));
    }

    /** Brings the account up to date. */
    void catchUp(Instant now) {
        lateCommits.carryOutUntil(now);
    }

    private SimulatedReply struck(Effect effect, SimulatedRequest request, Instant now) {
        return effect.reach() == Reach.GATEWAY
                ? effect.madeUp()
                : effect.change().apply(handled(request, now, effect));
    }

    private SimulatedReply handled(SimulatedRequest request, Instant now, Effect effect) {
        Commit commit = effect.commitAfter().isZero()
                ? Commit.AT_ONCE
                : write -> {
                    lateCommits.add(now.plus(effect.commitAfter()), write);
                    return Replies.noContent();
                };
        return router.route(request, now, effect.tagResults(), commit).withHeaders(meter.headers());
    }
}
