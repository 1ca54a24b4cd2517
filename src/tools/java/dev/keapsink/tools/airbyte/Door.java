package dev.keapsink.tools.airbyte;

import dev.keapsink.batch.Pipeline.Explained;
import dev.keapsink.record.Message;
import dev.keapsink.resilience.Deadline;
import java.util.List;
import java.util.Set;

/** Writes messages to Keap: a pipeline of the sink. */
interface Door {

    /** Writes messages and returns their outcomes. */
    Explained run(List<Message> messages, Deadline deadline);

    /** The names of the objects that a message is about. */
    Set<String> objects(Message message);
}
