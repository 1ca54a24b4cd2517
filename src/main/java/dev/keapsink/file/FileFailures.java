package dev.keapsink.file;

import dev.keapsink.content.ContentUnavailable;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.record.ObjectType;
import dev.keapsink.resilience.CallFailure.Progress;

/** Turns the failure to read a file into that of the call that should have carried it. Nothing was sent to Keap. */
final class FileFailures {

    private FileFailures() {}

    /** The failure of a file that waits. A bucket that may not be read holds back the files alone. */
    static KeapFailure notSent(ContentUnavailable failure) {
        String message = String.valueOf(failure.getMessage());
        return switch (failure.kind()) {
            case UNREACHED, FAILED ->
                new KeapFailure.Unavailable(
                        message, Progress.NOT_STARTED, failure.retryAfter().orElse(null));
            case OUT_OF_TIME -> new KeapFailure.OutOfTime();
            case MISCONFIGURED -> new KeapFailure.Misconfigured(message, ObjectType.FILES);
        };
    }
}
