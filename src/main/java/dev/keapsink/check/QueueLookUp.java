package dev.keapsink.check;

import dev.keapsink.resilience.Deadline;
import java.util.Optional;

/** Looks at a queue without touching its messages. */
@FunctionalInterface
public interface QueueLookUp {

    /** What is wrong with a queue, as a sentence; nothing if it is there. */
    Optional<String> problem(String url, Deadline deadline);
}
