package dev.keapsink.incident;

/** A group of simulated threads that can be killed: from then on none of them ever runs again. */
final class ProcessGroup {

    private boolean killed;

    void kill() {
        killed = true;
    }

    boolean isKilled() {
        return killed;
    }
}
