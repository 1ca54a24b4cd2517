package dev.keapsink.simulator;

import java.time.Instant;
import java.util.PriorityQueue;
import java.util.function.Supplier;

/** The writes that were decided on arrival and are carried out later, in the order of their due times. */
final class LateCommits {
    private final PriorityQueue<LateCommit> waiting = new PriorityQueue<>();
    private long added;

    private record LateCommit(Instant due, long number, Supplier<SimulatedReply> write)
            implements Comparable<LateCommit> {
        @Override
        public int compareTo(LateCommit other) {
            int byTime = due.compareTo(other.due);
            return byTime == 0 ? Long.compare(number, other.number) : byTime;
        }
    }

    void add(Instant due, Supplier<SimulatedReply> write) {
        waiting.add(new LateCommit(due, added++, write));
    }

    /** Carries out the writes that are due. Each reader of the account calls it first, so that no timer is needed. */
    void carryOutUntil(Instant now) {
        while (!waiting.isEmpty() && !waiting.peek().due().isAfter(now)) {
            try {
                SimulatedReply unused = waiting.remove().write().get();
            } catch (Refusal outdated) {
                // The contact is gone, and the caller gets no reply.
            }
        }
    }
}
