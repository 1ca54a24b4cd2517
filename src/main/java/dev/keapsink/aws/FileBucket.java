package dev.keapsink.aws;

import dev.keapsink.content.Bucket;
import dev.keapsink.content.ContentUnavailable;
import dev.keapsink.content.ContentUnavailable.Kind;
import dev.keapsink.content.FileLimit;
import dev.keapsink.resilience.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.InvalidObjectStateException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Reads objects of one bucket in S3. Threadsafe. */
public final class FileBucket implements Bucket {

    private final Supplier<S3Client> s3;
    private final String name;
    private final Duration timeout;

    /**
     * @param s3 the client; made on first use, because making it slows the start-up
     * @param timeout for one object, from the request to the last byte
     */
    public FileBucket(Supplier<S3Client> s3, String name, Duration timeout) {
        this.s3 = s3;
        this.name = name;
        this.timeout = timeout;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<byte[]> read(String key, FileLimit limit, Deadline deadline) {
        if (!SqsCalls.isTimeFor(deadline)) {
            throw new ContentUnavailable(Kind.OUT_OF_TIME, "This invocation has no time left to read a file");
        }
        try {
            return s3.get()
                    .getObject(
                            request -> request.bucket(name)
                                    .key(key)
                                    .overrideConfiguration(SqsCalls.until(deadline.within(timeout))),
                            whole(limit))
                    .or(() -> {
                        throw new Bucket.FileTooLarge();
                    });
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        } catch (InvalidObjectStateException e) {
            throw new ContentUnavailable(
                    Kind.FAILED, "The object is in an archive of S3 and must be restored before it can be read");
        } catch (SdkException e) {
            throw AwsErrors.isPassing(e)
                    ? new ContentUnavailable(Kind.FAILED, "S3 could not be asked (%s)".formatted(AwsErrors.name(e)))
                    : new ContentUnavailable(
                            Kind.MISCONFIGURED,
                            "The bucket in KEAP_SINK_FILE_BUCKET could not be read (%s); %s"
                                    .formatted(
                                            AwsErrors.name(e),
                                            AwsErrors.remedy(
                                                    e,
                                                    "s3:GetObject on its objects, s3:ListBucket on it, and kms:Decrypt for"
                                                            + " objects encrypted with a key of your own")));
        }
    }

    /** All bytes of an object; empty if they are more than the limit. */
    private static ResponseTransformer<GetObjectResponse, Optional<byte[]>> whole(FileLimit limit) {
        return (response, content) -> {
            Long length = response.contentLength();
            if (length != null && length > limit.bytes()) {
                content.abort();
                return Optional.empty();
            }
            return length == null ? unmeasured(content, limit) : Optional.of(bytes(content, length.intValue()));
        };
    }

    /** S3 itself always measures; a server that stands in for it may not. */
    private static Optional<byte[]> unmeasured(AbortableInputStream content, FileLimit limit) throws IOException {
        byte[] bytes = content.readNBytes(limit.bytes() + 1);
        if (bytes.length > limit.bytes()) {
            content.abort();
            return Optional.empty();
        }
        return Optional.of(bytes);
    }

    private static byte[] bytes(AbortableInputStream content, int length) throws IOException {
        byte[] bytes = new byte[length];
        if (content.readNBytes(bytes, 0, length) < length) {
            throw new IOException("The object was cut off");
        }
        return bytes;
    }
}
