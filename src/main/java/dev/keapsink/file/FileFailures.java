package dev.keapsink.file;

import dev.keapsink.content.ContentUnavailable;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.resilience.CallFailure.Progress;

/** Turns the failure to read a file into that of the call that should have carried it. Nothing was sent to Keap. */
final class FileFailures {

    private FileFailures() {}

    /**
     * The failure of a file that waits. A bucket that may not be read is no {@link KeapFailure.Misconfigured}: that would
     * stop the batch, whose other records need no bucket.
     */
    static KeapFailure notSent(ContentUnavailable failure) {
        return switch (failure.kind()) {
            case UNREACHED, FAILED, MISCONFIGURED ->
                new KeapFailure.Unavailable(
                        String.valueOf(failure.getMessage()),
                        Progress.NOT_STARTED,
                        failure.retryAfter().orElse(null));
            case OUT_OF_TIME -> new KeapFailure.OutOfTime();
        };
    }
}
