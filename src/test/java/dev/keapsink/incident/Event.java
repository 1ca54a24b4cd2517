package dev.keapsink.incident;

import java.time.Instant;

/** Something to happen at an instant: an action, or a thread to wake. */
final class Event implements Comparable<Event> {

    private final Instant at;
    private final long sequence;
    private final SimulatedThread thread;
    private final Runnable action;
    private boolean cancelled;

    Event(Instant at, long sequence, SimulatedThread thread, Runnable action) {
        this.at = at;
        this.sequence = sequence;
        this.thread = thread;
        this.action = action;
    }

    Instant at() {
        return at;
    }

    SimulatedThread thread() {
        return thread;
    }

    Runnable action() {
        return action;
    }

    void cancel() {
        cancelled = true;
    }

    /** Whether there still is somebody to wake. */
    boolean isLive() {
        return !cancelled && !thread.process().isKilled();
    }

    @Override
    public int compareTo(Event other) {
        int byTime = at.compareTo(other.at);
        return byTime == 0 ? Long.compare(sequence, other.sequence) : byTime;
    }
}
