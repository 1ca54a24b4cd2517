package dev.keapsink.simulator;

import dev.keapsink.simulator.Behaviour.Clearing;
import java.util.Optional;

/**
 * Something a call does that the request model does not allow: where, what, and the message Keap refuses it with. The
 * message is "" for what Keap lets pass although no caller should do it, such as a query parameter it does not know. A
 * value that empties a field is a problem unless the account understands it so.
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

    boolean isOneFor(Behaviour behaviour) {
        return unless.filter(behaviour::is).isEmpty();
    }

    boolean isRefused(Behaviour behaviour) {
        return isOneFor(behaviour) && !refusal.isEmpty();
    }

    @Override
    public String toString() {
        return where + " " + what;
    }
}
