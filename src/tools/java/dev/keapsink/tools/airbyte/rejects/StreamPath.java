package dev.keapsink.tools.airbyte.rejects;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import org.jspecify.annotations.Nullable;

/** Names a stream by a path that every file system and S3 take: a segment for its namespace, if any, and one for itself. */
final class StreamPath {

    /** Leaves room for what follows within the 255 bytes that file systems allow. */
    private static final int LONGEST = 180;

    private StreamPath() {}

    static String of(@Nullable String namespace, String stream) {
        return namespace == null || namespace.isEmpty() ? segment(stream) : segment(namespace) + "/" + segment(stream);
    }

    /** A segment of letters, digits, {@code . _ - %}. Different names have different segments. */
    private static String segment(String name) {
        String encoded = URLEncoder.encode(name, UTF_8).replace("*", "%2A").replaceFirst("^\\.", "%2E");
        return encoded.length() <= LONGEST
                ? encoded
                : "%s-%08x".formatted(encoded.substring(0, LONGEST), name.hashCode());
    }
}
