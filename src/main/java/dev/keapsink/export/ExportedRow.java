package dev.keapsink.export;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of a list.
 *
 * @param id is unique in its list
 * @param payload as Keap sent it
 * @param changedAt when Keap last changed it; null if the list does not say
 */
public record ExportedRow(
        String id, JsonNode payload, @Nullable Instant changedAt) {

    /** Without the payload, which may be personal. */
    @Override
    public String toString() {
        return "ExportedRow[" + id + "]";
    }
}
