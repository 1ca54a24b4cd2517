package dev.keapsink.content;

import dev.keapsink.record.InvalidValue;
import java.util.Optional;

/**
 * Says where files may come from, and reads what a record names. Checks make no call.
 *
 * @param hosts whose files may be fetched
 * @param bucket the name of the bucket whose objects may be read; empty for none
 */
public record FileSources(AllowedHosts hosts, Optional<String> bucket, FileLimit limit) {

    /** The field of a record that holds the bytes of a file. */
    public static final String CONTENT = "content";

    /** The field of a record that holds the address of a file. */
    public static final String CONTENT_FROM = "content_from";

    /**
     * The content that a record holds itself.
     *
     * @param text Base64, or a data URL
     * @throws InvalidValue if it is neither, or too much
     */
    public FileContent inline(String text) {
        return new FileContent.Inline(Base64Text.of(CONTENT, text, limit));
    }

    /**
     * The content that a record refers to.
     *
     * @param address begins with {@code https://} or {@code s3://}
     * @throws InvalidValue if it is no such address, or one that this deployment does not read
     */
    public FileContent from(String address) {
        if (begins(address, "s3:")) {
            return BucketAddress.parse(address, bucket);
        }
        if (begins(address, "https:") || begins(address, "http:")) {
            return HttpsAddress.parse(address, hosts);
        }
        throw new InvalidValue(
                CONTENT_FROM, "A file's address begins with https:// or s3://; send one, or the bytes in content");
    }

    private static boolean begins(String address, String scheme) {
        return address.regionMatches(true, 0, scheme, 0, scheme.length());
    }
}
