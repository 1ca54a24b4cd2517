package dev.keapsink.keap;

import dev.keapsink.resilience.Deadline;
import dev.keapsink.resilience.Repeat;

/** One call to make. */
public record Call(Repeat repeat, Deadline deadline, KeapRequest request) {}
