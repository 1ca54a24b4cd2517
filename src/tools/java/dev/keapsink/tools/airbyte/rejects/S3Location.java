package dev.keapsink.tools.airbyte.rejects;

import java.net.URI;
import java.util.Optional;

/**
 * A place in S3, or in a server that speaks its protocol, and who writes to it.
 *
 * @param region of the bucket
 * @param endpoint another server than AWS; empty for AWS
 * @param path before the names of streams; empty for the whole bucket
 * @param keys empty for the credentials that the environment gives
 * @param role to be assumed with the keys; empty to write with the keys themselves
 */
public record S3Location(
        String bucket, String region, Optional<URI> endpoint, String path, Optional<Keys> keys, Optional<String> role) {

    /** An access key of AWS, which is never printed. */
    public record Keys(String id, String secret) {
        @Override
        public String toString() {
            return "Keys[]";
        }
    }
}
