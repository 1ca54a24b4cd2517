package dev.keapsink.content;

import dev.keapsink.record.InvalidValue;
import dev.keapsink.resilience.Deadline;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/** Reads the contents of files, and bounds how many are in memory at once. Threadsafe. */
public final class FileReader {

    /** How many files that a record only refers to may be in memory. */
    private static final int AT_ONCE = 2;

    private final FileSources sources;
    private final HttpsFiles https;
    private final Optional<Bucket> bucket;
    private final Semaphore permits = new Semaphore(AT_ONCE, true);

    /**
     * @param bucket the bucket that the sources name
     * @param timeout for one file behind an address
     */
    public FileReader(
            FileSources sources, Addresses addresses, Download download, Optional<Bucket> bucket, Duration timeout) {
        this.sources = sources;
        this.https = new HttpsFiles(addresses, download, sources.limit(), timeout);
        this.bucket = bucket;
    }

    /** What records may name as a file. */
    public FileSources sources() {
        return sources;
    }

    /**
     * Reads a file and hands it on. Its bytes must not be kept afterwards.
     *
     * @param use takes the bytes
     * @throws InvalidValue if there is no such file, or none that may be read
     * @throws ContentUnavailable if it cannot be read now
     */
    public <T> T read(FileContent content, Deadline deadline, Function<byte[], T> use) {
        return switch (content) {
            case FileContent.Inline inline -> use.apply(inline.text().bytes());
            case FileContent.Address address ->
                bounded(deadline, () -> use.apply(https.read(address.address(), deadline)));
            case FileContent.BucketObject object -> bounded(deadline, () -> use.apply(object(object.key(), deadline)));
        };
    }

    private <T> T bounded(Deadline deadline, Supplier<T> work) {
        try {
            if (!permits.tryAcquire(deadline.left().toNanos(), TimeUnit.NANOSECONDS)) {
                throw ContentUnavailable.outOfTime();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ContentUnavailable.outOfTime();
        }
        try {
            return work.get();
        } finally {
            permits.release();
        }
    }

    private byte[] object(String key, Deadline deadline) {
        try {
            byte[] content = bucket.orElseThrow()
                    .read(key, sources.limit(), deadline)
                    .orElseThrow(() -> invalid("The bucket has no object of that key; send the key as S3 lists it"));
            if (content.length == 0) {
                throw invalid("The object is empty; Keap stores no empty files");
            }
            return content;
        } catch (Bucket.FileTooLarge e) {
            throw invalid(sources.limit().exceeded());
        }
    }

    private static InvalidValue invalid(String detail) {
        return new InvalidValue(FileSources.CONTENT_FROM, detail);
    }
}
