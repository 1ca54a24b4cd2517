package dev.keapsink.simulator;

import java.util.function.Supplier;

/** Carries a write out, at once or later. */
interface Commit {
    Commit AT_ONCE = Supplier::get;

    /** The reply of the write; a placeholder if the write is carried out later, because its caller gets no reply. */
    SimulatedReply carryOut(Supplier<SimulatedReply> write);
}
