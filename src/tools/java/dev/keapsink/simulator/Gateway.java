package dev.keapsink.simulator;

import dev.keapsink.simulator.Effect.Reach;
import dev.keapsink.simulator.Faults.Scripted;
import java.time.Instant;
import java.util.Optional;

/**
 * Takes a call through authentication, the quota and a scripted fault, if one covers it, to the application. A call for
 * tokens meets only the fault.
 */
final class Gateway {
    private final Authentication authentication;
    private final QuotaMeter meter;
    private final Faults faults;
    private final TokenEndpoint tokens;
    private final Router router;
    private final LateCommits lateCommits = new LateCommits();

    Gateway(Authentication authentication, QuotaMeter meter, Faults faults, TokenEndpoint tokens, Router router) {
        this.authentication = authentication;
        this.meter = meter;
        this.faults = faults;
        this.tokens = tokens;
        this.router = router;
    }

    SimulatedReply pass(SimulatedRequest request, Instant now) {
        Optional<Scripted> fault = faults.covering(request, now);
        if (fault.isPresent() && fault.get().reach() == Reach.NOWHERE) {
            return fault.get().strike().madeUp();
        }
        Optional<SimulatedReply> turnedAway = request.isForTokens() ? Optional.empty() : turnAway(request, now);
        if (turnedAway.isPresent()) {
            return turnedAway.get();
        }
        return fault.map(scripted -> struck(scripted.strike(), request, now))
                .orElseGet(() -> handled(request, now, Effect.NONE));
    }

    /** Carries out the late writes that are due. */
    void catchUp(Instant now) {
        lateCommits.carryOutUntil(now);
    }

    private Optional<SimulatedReply> turnAway(SimulatedRequest request, Instant now) {
        return authentication
                .refuse(request.headers(), now)
                .or(() -> meter.refuse(now).map(throttled -> throttled.withHeaders(meter.headers())));
    }

    private SimulatedReply struck(Effect effect, SimulatedRequest request, Instant now) {
        return effect.reach() == Reach.GATEWAY
                ? effect.madeUp()
                : effect.change().apply(handled(request, now, effect));
    }

    private SimulatedReply handled(SimulatedRequest request, Instant now, Effect effect) {
        Instant due = now.plus(effect.commitAfter());
        Commit commit = effect.commitAfter().isZero()
                ? Commit.AT_ONCE
                : write -> {
                    lateCommits.add(due, write);
                    return Replies.noContent();
                };
        if (request.isForTokens()) {
            return commit.carryOut(() -> tokens.answer(request, due));
        }
        return router.route(request, now, effect.tagResults(), commit).withHeaders(meter.headers());
    }
}
