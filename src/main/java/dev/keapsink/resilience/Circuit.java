package dev.keapsink.resilience;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A circuit breaker for calls of which some subjects always fail. It counts what fails about different subjects, and before it
 * stays open it lets a call about yet another one try. It asks the clock at each call and needs no timer, which would not
 * fire in a function that is frozen between invocations. Threadsafe.
 */
final class Circuit {

    /** So few that one batch of a FIFO queue, which is ten messages, opens it. */
    private static final int CALLS_LOOKED_AT = 7;

    /** In an outage every call fails. */
    private static final int FAULTS = 6;

    /** While a success is no older, it speaks for the server. */
    private static final Duration LATELY = Duration.ofMinutes(5);

    /** So many failures in a row outweigh it: one producer's records, which come together and all fail, are no outage. */
    private static final int MANY = 23;

    private static final Duration PAUSE = Duration.ofSeconds(15);

    /** So long others go first: what failed before would most likely fail again, and prolong the pause for all. */
    private static final Duration GIVING_WAY = Duration.ofSeconds(1);

    private enum State {
        CLOSED,
        OPEN,
        /** One call tries whether the outage is over. */
        HALF_OPEN
    }

    /**
     * Leave to make a call.
     *
     * @param failedBefore whether the last call about the subject failed
     * @param window what the result is evidence for, unless it is none; one that is past by then is not looked at
     */
    private record Pass(
            Object subject, boolean failedBefore, @Nullable Window window) {}

    /** The calls since the circuit was closed, of which only the last count. */
    private static final class Window {
        private final Deque<Boolean> faults = new ArrayDeque<>();

        boolean isOutageWith(boolean fault) {
            faults.add(fault);
            if (faults.size() > CALLS_LOOKED_AT) {
                faults.remove();
            }
            return faults.size() == CALLS_LOOKED_AT && Collections.frequency(faults, true) >= FAULTS;
        }
    }

    private final InstantSource clock;
    private final FailingSubjects failing = new FailingSubjects();

    private State state = State.CLOSED;

    private Window window = new Window();
    private Instant succeededAt = Instant.MIN;
    private Instant openedAt = Instant.MIN;
    private Instant openUntil = Instant.MIN;

    Circuit(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Makes a call, unless the circuit is open; one about a subject that is known to fail is no evidence against the server.
     *
     * @param waited whether the call was turned away before, so that others have had their chance to try
     * @throws CircuitOpen if the call is not made
     */
    <V> V call(Object subject, boolean waited, Supplier<V> call) {
        Pass pass = admit(subject, waited);
        V result;
        try {
            result = call.get();
        } catch (Throwable failure) {
            note(pass, failure);
            throw failure;
        }
        note(pass, null);
        return result;
    }

    private synchronized Pass admit(Object subject, boolean waited) {
        boolean failedBefore = failing.isAny(subject);
        if (state == State.CLOSED) {
            return new Pass(subject, failedBefore, failing.isByItself(subject) || isAcquitted() ? null : window);
        }
        Duration left = Duration.between(clock.instant(), failedBefore ? openedAt.plus(PAUSE) : openUntil);
        if (left.isPositive()) {
            throw new CircuitOpen(left);
        }
        if (state == State.HALF_OPEN || (failedBefore && !waited)) {
            throw new CircuitOpen(failedBefore ? GIVING_WAY : null);
        }
        state = State.HALF_OPEN;
        return new Pass(subject, failedBefore, window);
    }

    private boolean isAcquitted() {
        return failing.inARow() < MANY && clock.instant().isBefore(succeededAt.plus(LATELY));
    }

    private synchronized void note(Pass pass, @Nullable Throwable failure) {
        boolean passing = failure instanceof CallFailure call && call.passing();
        if (pass.window == window) {
            if (state == State.CLOSED) {
                count(passing);
            } else {
                conclude(pass, passing || wasNotMade(failure));
            }
        }
        if (failure == null) {
            succeededAt = clock.instant();
            failing.succeeded(pass.subject);
        } else if (passing) {
            failing.failed(pass.subject);
        }
    }

    /** When the circuit opens, the next call is the trial at once; only when that one has failed, too, there is a pause. */
    private void count(boolean fault) {
        if (window.isOutageWith(fault)) {
            state = State.OPEN;
            openedAt = clock.instant();
            openUntil = openedAt;
            window = new Window();
        }
    }

    private void conclude(Pass trial, boolean fault) {
        if (!fault) {
            state = State.CLOSED;
            return;
        }
        state = State.OPEN;
        openedAt = clock.instant();
        openUntil = openedAt.plus(PAUSE);
        if (!trial.failedBefore) {
            failing.isTheServers();
        }
    }

    /** A trial that was not even made proves nothing, so the pause goes on. */
    private static boolean wasNotMade(@Nullable Throwable failure) {
        return failure instanceof CallFailure call && call.progress() == CallFailure.Progress.NOT_STARTED;
    }

    /** Whether calls about others fail just as well, so that making one again would be in vain. */
    synchronized boolean isWidespread() {
        return failing.isWidespread();
    }
}
