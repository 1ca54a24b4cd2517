package dev.keapsink.export;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.keap.KeapClient;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.resilience.Deadline;
import java.io.IOException;
import java.time.Duration;

/** Reads the contents of an account's files, each by one call. Used by one thread. */
public final class FileContents {

    private final KeapCalls calls;

    /**
     * @param timeout of one call
     */
    public FileContents(KeapClient keap, Duration timeout) {
        this.calls = new KeapCalls(keap, timeout);
    }

    /**
     * The bytes of a file.
     *
     * @throws KeapFailure if they cannot be read; {@link KeapFailure.NotFound} if the file was deleted
     */
    public byte[] read(String file, Deadline deadline) {
        JsonNode content = calls.json(ExportObject.FILE, ExportApi.call(api -> api.content(file)), deadline);
        try {
            if (content.isTextual()) {
                return content.binaryValue();
            }
        } catch (IOException e) {
            // The text is no Base64, so it is no answer.
        }
        throw new KeapFailure.Unclear("Keap answered a look-up of a file's content without it");
    }
}
