package dev.keapsink.content;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keapsink.record.InvalidValue;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads addresses of objects in S3, in the form that AWS's own tools write: {@code s3://bucket/key}. */
final class BucketAddress {

    private static final Pattern FORM = Pattern.compile("(?i:s3)://([^/]+)/(.+)", Pattern.DOTALL);

    /** S3's own bound, in UTF-8. */
    private static final int LONGEST_KEY = 1024;

    private BucketAddress() {}

    /**
     * The object at an address. The key is taken as it stands: nothing in it is encoded.
     *
     * @param bucket the only bucket that may be read; empty for none
     * @throws InvalidValue if there is no such address, or another bucket in it
     */
    static FileContent.BucketObject parse(String address, Optional<String> bucket) {
        if (bucket.isEmpty()) {
            throw invalid("This deployment reads no files from S3; name the bucket in KEAP_SINK_FILE_BUCKET");
        }
        Matcher form = FORM.matcher(address);
        if (!form.matches() || form.group(2).getBytes(UTF_8).length > LONGEST_KEY) {
            throw invalid("The address of a file in S3 has the form s3://bucket/key, with 1 to 1,024 bytes in the key");
        }
        if (!form.group(1).equals(bucket.get())) {
            throw invalid("The bucket is not the one that this deployment may read; send a file of the bucket that"
                    + " KEAP_SINK_FILE_BUCKET names");
        }
        return new FileContent.BucketObject(form.group(2));
    }

    private static InvalidValue invalid(String detail) {
        return new InvalidValue(FileSources.CONTENT_FROM, detail);
    }
}
