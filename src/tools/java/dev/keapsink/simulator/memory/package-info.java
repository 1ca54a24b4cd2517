/** Runs the function's own code on virtual time, with Keap, the queues and the ledger in memory. */
@NullMarked
package dev.keapsink.simulator.memory;

import org.jspecify.annotations.NullMarked;
