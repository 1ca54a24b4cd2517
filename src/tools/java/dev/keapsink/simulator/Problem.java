package dev.keapsink.simulator;

import dev.keapsink.simulator.Behaviour.Clearing;
import java.util.Optional;

/**
 * A problem of a call, as the request model finds it.
 *
 * @param where the place in the call
 * @param what the problem, in words that follow the place
 * @param refusal Keap's message; "" for a problem that Keap tolerates, such as an unknown query parameter
 * @param unless present for a value that may empty a field; no problem in an account that behaves so
 */
record Problem(String where, String what, String refusal, Optional<Clearing> unless) {
    static final String NOT_CONVERTIBLE = "Input could not be converted to a valid request";

    static Problem refused(String where, String what, String refusal) {
        return new Problem(where, what, refusal, Optional.empty());
    }

    static Problem ofType(String where, String what) {
        return new Problem(where, what, NOT_CONVERTIBLE, Optional.empty());
    }

    static Problem tolerated(String where, String what) {
        return new Problem(where, what, "", Optional.empty());
    }

    static Problem unlessItClears(String where, Clearing clearing) {
        String what = clearing == Clearing.NULL ? "is null" : "is an empty text";
        return new Problem(where, what, NOT_CONVERTIBLE, Optional.of(clearing));
    }

    /** Whether it is a problem in an account with this behaviour. */
    boolean isOneFor(Behaviour behaviour) {
        return unless.filter(behaviour::is).isEmpty();
    }

    /** Whether an account with this behaviour refuses the call for it. */
    boolean isRefused(Behaviour behaviour) {
        return isOneFor(behaviour) && !refusal.isEmpty();
    }

    @Override
    public String toString() {
        return where + " " + what;
    }
}
