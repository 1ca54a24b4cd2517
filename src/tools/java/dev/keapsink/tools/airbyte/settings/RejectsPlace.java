package dev.keapsink.tools.airbyte.settings;

import java.nio.file.Path;
import java.util.Optional;

/** Says where rejected records go. */
public sealed interface RejectsPlace {

    /** Nowhere: the first rejected record fails the sync. */
    record None() implements RejectsPlace {}

    /** Into files of a folder. */
    record Folder(Path folder) implements RejectsPlace {}

    /**
     * Into a bucket.
     *
     * @param keys empty for the rights of the machine
     * @param endpoint the address of another store than AWS's
     * @param path the beginning of the objects' names; empty for none
     */
    record S3(
            Optional<AwsKeys> keys,
            Optional<String> roleArn,
            String bucket,
            String region,
            Optional<String> endpoint,
            String path)
            implements RejectsPlace {}
}
