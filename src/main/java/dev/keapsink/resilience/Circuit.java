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
 * A circuit breaker for calls of which some subjects always fail. It counts failures about different subjects. Before
 * it stays open, it lets a call about yet another subject try. It asks the clock at each call and has no timer, because
 * a timer would not fire in a function that is frozen between invocations. Threadsafe.
 */
final class Circuit {

    /** So few that the ten messages of a FIFO batch open the circuit. */
    private static final int CALLS_LOOKED_AT = 7;

    /** In an outage every call fails. */
    private static final int FAULTS = 6;

    /** A success up to this age shows that the server is up. */
    private static final Duration LATELY = Duration.ofMinutes(5);

    /**
     * So many failures in a row outweigh a recent success. Fewer may be one producer's records, which come together and
     * all fail.
     */
    private static final int MANY = 23;

    private static final Duration PAUSE = Duration.ofSeconds(15);

    /**
     * For this long, calls about other subjects go first. A subject that failed before would most likely fail again,
     * and prolong the pause for all.
     */
    private static final Duration GIVING_WAY = Duration.ofSeconds(1);

    private enum State {
        CLOSED,
        OPEN,
        /** One call tries whether the outage is over. */
        HALF_OPEN
    }

    /**
     * Permission to make a call.
     *
     * @param failedBefore whether the last call about the subject failed
     * @param window takes the result as evidence; null if the result is no evidence, and ignored once another window
     *     has replaced it
     */
    private record Permit(
            Object subject, boolean failedBefore, @Nullable Window window) {}

    /** The last calls since the circuit was closed. */
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
     * Makes a call if the circuit lets it through. A call about a subject that is known to fail is no evidence against
     * the server.
     *
     * @param waited whether the call was turned away before, so that calls about other subjects had their chance to try
     * @throws CircuitOpen if the call is not made
     */
    <V> V call(Object subject, boolean waited, Supplier<V> call) {
        Permit permit = admit(subject, waited);
        V result;
        try {
            result = call.get();
        } catch (Throwable failure) {
            note(permit, failure);
            throw failure;
        }
        note(permit, null);
        return result;
    }

    private synchronized Permit admit(Object subject, boolean waited) {
        boolean failedBefore = failing.hasFailed(subject);
        if (state == State.CLOSED) {
            return new Permit(subject, failedBefore, failing.isNoEvidence(subject) || isServerUp() ? null : window);
        }
        Duration left = Duration.between(clock.instant(), failedBefore ? openedAt.plus(PAUSE) : openUntil);
        if (left.isPositive()) {
            throw new CircuitOpen(left);
        }
        if (state == State.HALF_OPEN || (failedBefore && !waited)) {
            throw new CircuitOpen(failedBefore ? GIVING_WAY : null);
        }
        state = State.HALF_OPEN;
        return new Permit(subject, failedBefore, window);
    }

    private boolean isServerUp() {
        return failing.inARow() < MANY && clock.instant().isBefore(succeededAt.plus(LATELY));
    }

    private synchronized void note(Permit permit, @Nullable Throwable failure) {
        boolean passing = failure instanceof CallFailure call && call.passing();
        if (permit.window == window) {
            if (state == State.CLOSED) {
                count(passing);
            } else {
                conclude(permit, passing || wasNotMade(failure));
            }
        }
        if (failure == null) {
            succeededAt = clock.instant();
            failing.succeeded(permit.subject);
        } else if (passing) {
            failing.failed(permit.subject);
        }
    }

    /**
     * Opens the circuit in an outage. The next call is the trial at once; the pause begins only when that one has
     * failed, too.
     */
    private void count(boolean fault) {
        if (window.isOutageWith(fault)) {
            state = State.OPEN;
            openedAt = clock.instant();
            openUntil = openedAt;
            window = new Window();
        }
    }

    private void conclude(Permit trial, boolean fault) {
        if (!fault) {
            state = State.CLOSED;
            return;
        }
        state = State.OPEN;
        openedAt = clock.instant();
        openUntil = openedAt.plus(PAUSE);
        if (!trial.failedBefore) {
            failing.blameServer();
        }
    }

    /** A trial that was not even made proves nothing, so the pause goes on. */
    private static boolean wasNotMade(@Nullable Throwable failure) {
        return failure instanceof CallFailure call && call.progress() == CallFailure.Progress.NOT_STARTED;
    }

    /** Whether calls about other subjects fail as well, so that another attempt would be in vain. */
    synchronized boolean isWidespread() {
        return failing.isWidespread();
    }
}
