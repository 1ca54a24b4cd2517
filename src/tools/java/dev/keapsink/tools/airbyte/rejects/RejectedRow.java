package dev.keapsink.tools.airbyte.rejects;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.record.Outcome.Rejected;
import org.jspecify.annotations.Nullable;

/**
 * A row that can never be written, and the reason.
 *
 * @param namespace of the stream; null or empty if it has none
 * @param data the row as it came
 */
public record RejectedRow(String stream, @Nullable String namespace, ObjectNode data, Rejected rejection) {

    /** Omits the data, which may be personal. */
    @Override
    public String toString() {
        return "RejectedRow[" + stream + ", " + rejection + "]";
    }
}
