package dev.keapsink.tools.airbyte.rejects;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.text.Blanks;
import java.net.URI;
import java.net.URISyntaxException;
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

    /**
     * Reads the location in the form of {@code object_storage_config}, as other destinations of Airbyte have it.
     *
     * @throws RejectsNotStored if a part is missing or wrong
     */
    public static S3Location of(JsonNode settings) throws RejectsNotStored {
        Optional<URI> endpoint = endpoint(settings);
        Optional<String> region = text(settings, "s3_bucket_region");
        return new S3Location(
                text(settings, "s3_bucket_name").orElseThrow(() -> incomplete("s3_bucket_name", "the bucket's name")),
                region.or(() -> endpoint.map(server -> "us-east-1"))
                        .orElseThrow(() -> incomplete("s3_bucket_region", "the bucket's region, such as us-east-1")),
                endpoint,
                text(settings, "bucket_path").orElse("").replaceAll("^/+|/+$", ""),
                keys(text(settings, "access_key_id"), text(settings, "secret_access_key")),
                text(settings, "role_arn"));
    }

    private static Optional<Keys> keys(Optional<String> id, Optional<String> secret) throws RejectsNotStored {
        if (id.isPresent() != secret.isPresent()) {
            throw id.isPresent()
                    ? incomplete("secret_access_key", "the secret of the access key")
                    : incomplete("access_key_id", "the id of the access key");
        }
        return id.map(text -> new Keys(text, secret.orElseThrow()));
    }

    private static Optional<URI> endpoint(JsonNode settings) throws RejectsNotStored {
        Optional<String> text = text(settings, "s3_endpoint");
        try {
            URI endpoint = text.isEmpty() ? null : new URI(text.get());
            if (endpoint == null
                    || (String.valueOf(endpoint.getScheme()).matches("https?") && endpoint.getHost() != null)) {
                return Optional.ofNullable(endpoint);
            }
        } catch (URISyntaxException e) {
            // The sentence below says it without the value, which may hold a password.
        }
        throw incomplete("s3_endpoint", "an address such as https://minio.example.com:9000, or nothing for AWS");
    }

    private static Optional<String> text(JsonNode settings, String name) {
        return Optional.of(Blanks.strip(settings.path(name).asText("")))
                .filter(text -> !text.isEmpty() && !settings.path(name).isNull());
    }

    private static RejectsNotStored incomplete(String name, String form) {
        return RejectsNotStored.untilMended("Set %s in the setting rejects: %s.".formatted(name, form));
    }
}
