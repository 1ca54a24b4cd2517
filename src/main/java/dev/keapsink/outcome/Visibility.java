package dev.keapsink.outcome;

import dev.keapsink.record.Message;
import dev.keapsink.resilience.Deadline;
import java.time.Duration;
import java.util.List;

/** Sets how long a returned message stays hidden before it is delivered again. */
public interface Visibility {

    /** A message and how long it shall stay hidden from now on. */
    public record Delay(Message message, Duration after) {}

    /** Sets the delays. Never throws: a message without a delay stays hidden for the queue's own visibility timeout. */
    public void hide(List<Delay> delays, Deadline deadline);

    /** For deployments that do not name their queue: the queue's own visibility timeout applies. */
    public static Visibility none() {
        return (delays, deadline) -> {};
    }
}
