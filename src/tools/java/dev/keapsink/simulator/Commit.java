package dev.keapsink.simulator;

import java.util.function.Supplier;

/** When a write that has been decided on is carried out. */
interface Commit {
    Commit AT_ONCE = Supplier::get;

    /** The reply of the write, or some reply that will reach nobody if the write is carried out later. */
    SimulatedReply carryOut(Supplier<SimulatedReply> write);
}
