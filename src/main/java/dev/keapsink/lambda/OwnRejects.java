package dev.keapsink.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.keapsink.check.QueueName;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Detects a batch that comes from the reject queue itself. A rejected record would circle there for ever, as a new
 * message each time. The settings show this mistake only if they name the right source queue.
 *
 * @param queue the reject queue, if there is one
 */
public record OwnRejects(Optional<QueueName> queue) {

    private static final Logger LOG = Logger.getLogger(OwnRejects.class);

    /** Whether an event comes from the reject queue; if so, an error is logged. */
    boolean areIn(SQSEvent event) {
        boolean found = event.getRecords().stream()
                .map(message -> QueueName.ofArn(String.valueOf(message.getEventSourceArn())))
                .anyMatch(source ->
                        source.flatMap(name -> queue.filter(name::isSameAs)).isPresent());
        if (found) {
            LOG.error(
                    "Misconfigured: the messages come from the queue in KEAP_SINK_REJECT_QUEUE_URL, in which a rejected"
                            + " record would circle for ever. Set the variable to the URL of a queue that the function gets no"
                            + " messages from. The batch waits; nothing is lost.");
        }
        return found;
    }
}
